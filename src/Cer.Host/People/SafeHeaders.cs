namespace Cer.Host.People;

/// <summary>Tells browsers what a page of ours may do: use what comes from here, and stand in a frame of here only.</summary>
/// <remarks>
/// Styles may stand in the page because the charts and React put them on elements; scripts may not. An endpoint that
/// needs less or other rights sets the header anew.
/// </remarks>
internal sealed class SafeHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        // The address of an invite holds its token.
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
