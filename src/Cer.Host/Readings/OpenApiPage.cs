using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cer.Host.Readings;

/// <summary>Writes the description of the interface as one plain page of HTML, which needs nothing from elsewhere.</summary>
internal sealed partial class OpenApiPage(JsonNode document, string language)
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}"
        + "pre{overflow-x:auto;padding:.75rem;border:1px solid #767676;border-radius:.25rem}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;"
        + "border-bottom:1px solid #767676;overflow-wrap:anywhere}:root{color-scheme:light dark}";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] LimitNames =
        ["enum", "pattern", "minimum", "maximum", "maxLength", "maxItems", "nullable"];

    private readonly StringBuilder _html = new();

    private bool Italian => language == "it";

    public string Html()
    {
        var title = Text(document["info"]!, "title", "x-it");
        Write($"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">")
            .Write("<meta name=\"viewport\" content=\"width=device-width\">")
            .Write($"<title>{title}</title><style>{Style}</style></head><body><main><h1>{title}</h1>")
            .Write(Italian
                ? "<p><a href=\"?lang=en\" lang=\"en\">English</a> · <a href=\"openapi.json\">OpenAPI (JSON)</a></p>"
                : "<p><a href=\"?lang=it\" lang=\"it\">Italiano</a> · <a href=\"openapi.json\">OpenAPI (JSON)</a></p>")
            .Write($"<p>{Text(document["info"]!, "description", "x-it-description")}</p>");
        foreach (var (path, methods) in document["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
                Operation($"{method.ToUpperInvariant()} {path}", operation!);
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject()) Schema(name, schema!);
        Write("</main></body></html>\n");
        return _html.ToString();
    }

    private OpenApiPage Write(string html)
    {
        _html.Append(html);
        return this;
    }

    private void Operation(string name, JsonNode operation)
    {
        Write($"<section><h2><code>{WebUtility.HtmlEncode(name)}</code></h2>")
            .Write($"<p><strong>{Text(operation, "summary", "x-it")}.</strong> ")
            .Write($"{Text(operation, "description", "x-it-description")}</p>");
        foreach (var (type, content) in operation["requestBody"]!["content"]!.AsObject())
        {
            Write($"<h3>{(Italian ? "Corpo" : "Body")}: {type}</h3>");
            Example(content!);
        }

        Write($"<h3>{(Italian ? "Risposte" : "Answers")}</h3>");
        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            Write($"<p><code>{status}</code> {Text(response!, "description", "x-it")}</p>");
            foreach (var (_, content) in response!["content"]?.AsObject() ?? []) Example(content!);
        }

        Write("</section>");
    }

    private void Example(JsonNode content)
    {
        if ((string?)content["schema"]?["$ref"] is { } schema) Write($"<p>{Link(schema)}</p>");
        if (content["example"] is not { } example) return;
        var text = example is JsonValue plain && plain.TryGetValue<string>(out var csv) ? csv : example.ToJsonString(Indented);
        Write($"<pre tabindex=\"0\"><code>{WebUtility.HtmlEncode(text)}</code></pre>");
    }

    private void Schema(string name, JsonNode schema)
    {
        Write($"<section><h2 id=\"{name}\">{name}</h2>");
        Write($"<p>{Kind(schema)} {Text(schema, "description", "x-it")}</p>");
        if ((schema["properties"] ?? schema["items"]?["properties"]) is { } properties)
        {
            Write($"<table><thead><tr><th scope=\"col\">{(Italian ? "Nome" : "Name")}</th>")
                .Write($"<th scope=\"col\">{(Italian ? "Forma" : "Form")}</th><th scope=\"col\">")
                .Write($"{(Italian ? "Significato" : "Meaning")}</th></tr></thead><tbody>");
            foreach (var (member, form) in properties.AsObject())
            {
                var needed = schema["required"]?.AsArray().Any(one => (string?)one == member) == true
                    ? Italian ? " (obbligatorio)" : " (required)"
                    : "";
                Write($"<tr><th scope=\"row\"><code>{member}</code>{needed}</th><td>{Kind(form!)}</td>")
                    .Write($"<td>{Text(form!, "description", "x-it")}</td></tr>");
            }

            Write("</tbody></table>");
        }

        Write("</section>");
    }

    /// <summary>The form of a value in the words of the document: its type and its limits.</summary>
    private static string Kind(JsonNode form)
    {
        if ((string?)form["$ref"] is { } named) return Link(named);
        if (form["oneOf"] is JsonArray choices) return string.Join(" | ", choices.Select(choice => Kind(choice!)));
        if (form["items"] is { } items && items["$ref"] is not null)
            return $"array: {Kind(items)}{Limits(form)}";
        if (form["items"]?["properties"] is JsonObject members)
            return $"array: {string.Join(", ", members.Select(member => $"<code>{member.Key}</code>"))}{Limits(form)}";
        return WebUtility.HtmlEncode((string?)form["type"] ?? "") + Limits(form);
    }

    private static string Limits(JsonNode form) => string.Concat(
        LimitNames.Where(limit => form[limit] is not null)
            .Select(limit => $", {limit} <code>{WebUtility.HtmlEncode(form[limit]!.ToJsonString(Plain))}</code>"));

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Link(string schema)
    {
        var name = schema.Split('/')[^1];
        return $"<a href=\"#{name}\">{name}</a>";
    }

    private string Text(JsonNode of, string english, string italian)
    {
        var text = (string?)of[Italian ? italian : english] ?? (string?)of[english] ?? "";
        return Code().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>");
    }

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Code();
}
