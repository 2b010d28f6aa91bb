using System.Collections.Frozen;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Cer.Host.Web;

/// <summary>The pages of the browser: files beside the program, and index.html for every other address.</summary>
/// <remarks>
/// Names under <c>assets/</c> carry a hash of their content, so they are kept for a year; all else is asked for again.
/// index.html gets the place the pages live at: everything in it is relative to that.
/// </remarks>
internal sealed class WebApp
{
    /// <summary>What is written into index.html in place of the base of a page at the root.</summary>
    internal const string BaseTag = "<base href=\"/\">";

    /// <summary>What is written into index.html in place of an empty foot.</summary>
    internal const string FooterTag = "<meta name=\"cer-footer\" content=\"\">";

    private const string Index = "index.html";
    private const string Policy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    // What everybody may see may stand in the town's own site: a session's cookie does not come along there.
    private const string Shared = "pubblico";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Coding, string Ending)[] Packed = [("br", ".br"), ("gzip", ".gz")];

    // Names are looked up among those that are there, so no address leads out of the folder.
    private readonly FrozenDictionary<string, string> _files;
    private readonly string? _index;
    private readonly string? _place;

    private WebApp(string folder, string? place, FooterSettings? footer)
    {
        _files = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
            .ToFrozenDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), StringComparer.Ordinal);
        var foot = footer is null ? "" : HtmlEncoder.Default.Encode(JsonSerializer.Serialize(footer));
        _index = _files.TryGetValue(Index, out var index)
            ? File.ReadAllText(index).Replace(FooterTag, $"<meta name=\"cer-footer\" content=\"{foot}\">", StringComparison.Ordinal)
            : null;
        _place = place;
    }

    /// <summary>Serves the pages wherever no other route answers.</summary>
    /// <param name="app">The server, its routes already there.</param>
    /// <param name="place">The prefix that a proxy takes away, as <c>/cer</c>; null for the request's own.</param>
    /// <param name="folder">Where the files are; null for <c>web</c> beside the program.</param>
    /// <param name="footer">What the foot of every page says; null for nothing.</param>
    public static void Map(WebApplication app, string? place, string? folder, FooterSettings? footer)
    {
        var web = new WebApp(folder ?? Path.Combine(AppContext.BaseDirectory, "web"), place, footer);
        app.Use((context, next) => IsForPages(context) ? web.AnswerAsync(context) : next(context));
    }

    // A route that is there but does not know the method has an endpoint too, and goes on saying so.
    private static bool IsForPages(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !context.Request.Path.StartsWithSegments("/api")
        && !context.Request.Path.StartsWithSegments("/webservices");

    private Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Path.Value!.TrimStart('/');
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (name is not ("" or Index) && _files.ContainsKey(name)) return FileAsync(context, name);

        // A hashed name of an older build is gone: a page in its place would be run as a script.
        if (name.StartsWith("assets/", StringComparison.Ordinal))
            return ProblemAsync(context, 404, "Found no such file, expected one of this build: load the page again.");
        return _index is null
            ? ProblemAsync(context, 503, "Found no pages beside the program, expected those that ops/build.sh makes.")
            : IndexAsync(context, _index, name == Shared ? "*" : "'self'");
    }

    private static Task ProblemAsync(HttpContext context, int status, string detail) =>
        Results.Problem(detail, statusCode: status).ExecuteAsync(context);

    private Task IndexAsync(HttpContext context, string index, string ancestors)
    {
        var place = HtmlEncoder.Default.Encode($"{(_place ?? context.Request.PathBase.Value ?? "").TrimEnd('/')}/");
        var page = Encoding.UTF8.GetBytes(index.Replace(BaseTag, $"<base href=\"{place}\">", StringComparison.Ordinal));
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = Policy + ancestors;
        // The address of an invite holds its token.
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        (response.ContentType, response.ContentLength) = (Types[".html"], page.Length);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }

    private Task FileAsync(HttpContext context, string name)
    {
        var response = context.Response;
        response.ContentType = Types.GetValueOrDefault(Path.GetExtension(name), MediaTypeNames.Application.Octet);
        response.Headers.CacheControl = name.StartsWith("assets/", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Packed)
        {
            if (!_files.TryGetValue(name + ending, out var packed)) continue;
            var wanted = accepted.FirstOrDefault(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase));
            if (wanted is null or { Quality: 0 }) continue;
            response.Headers.ContentEncoding = coding;
            return SendAsync(context, packed);
        }

        return SendAsync(context, _files[name]);
    }

    private static Task SendAsync(HttpContext context, string path)
    {
        context.Response.ContentLength = new FileInfo(path).Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.SendFileAsync(path, context.RequestAborted);
    }
}
