// Kept out of the page so that its Content-Security-Policy can forbid inline scripts.
SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0, // the shapes come last and closed
  validatorUrl: null, // the default sends the document to a stranger
});
