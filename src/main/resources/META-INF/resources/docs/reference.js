// Kept out of the page so that its Content-Security-Policy can forbid inline scripts.
SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: null, // the default sends the document to a stranger
});
