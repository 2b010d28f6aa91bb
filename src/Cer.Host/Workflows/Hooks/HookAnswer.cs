using System.Net.Http.Headers;
using System.Text;
using Cer.Host.People;
using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows.Hooks;

/// <summary>An answer that a workflow wrote, sent over HTTP: it may say much, but not speak for the pages of this server.</summary>
internal sealed class HookAnswer(OutboxItem item) : IResult
{
    // Whatever a workflow answers runs no script here, and loads nothing.
    private const string Sandbox =
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    // Of the connection, of the server's own sessions, and what keeps browsers from harm.
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Content-Type", "Content-Security-Policy", "Keep-Alive", "Proxy-Authenticate", "Set-Cookie",
        "Server", "Strict-Transport-Security", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "X-Content-Type-Options",
        "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Clear-Site-Data", "Service-Worker-Allowed", "Date",
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (answer, response) = (item.Payload, httpContext.Response);
        var status = (int?)ValueConversion.To(DataType.Int32, answer.GetValueOrDefault("statusCode")) ?? 200;
        if (status is < 200 or > 599)
        {
            var problem = Answers.Problem($"Found the status {status} as answer of the workflow, expected 200 to 599.", 502);
            await problem.ExecuteAsync(httpContext);
            return;
        }

        response.StatusCode = status;
        foreach (var (name, value) in answer.GetValueOrDefault("headers") as OrderedDictionary<string, object?> ?? [])
            if (IsHeader(name) && !Kept.Contains(name) && HeaderText(ValueText.Of(value)) is { } text) response.Headers[name] = text;
        response.Headers.ContentSecurityPolicy = Sandbox;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (status is 204 or 205 or 304) return;
        var (bytes, usual) = Content(answer.GetValueOrDefault("content"));
        response.ContentType = MediaTypeHeaderValue.TryParse(answer.GetValueOrDefault("contentType") as string, out var type)
            ? HeaderText(type.ToString()) ?? usual
            : usual;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private static (byte[] Bytes, string Type) Content(object? content) => content switch
    {
        null => ([], "text/plain; charset=utf-8"),
        string text => (Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8"),
        byte[] bytes => (bytes, "application/octet-stream"),
        _ => (Encoding.UTF8.GetBytes(ValueJson.ToPlain(content)?.ToJsonString() ?? "null"), "application/json"),
    };

    private static bool IsHeader(string name) =>
        name.Length is > 0 and <= 100 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static string? HeaderText(string text) => text.Length <= 4_000 && text.All(letter => letter is >= ' ' and <= '~') ? text : null;
}
