using Cer.Host.Data;

namespace Cer.Host.People;

/// <summary>The path below which the pages stand, as browsers see it.</summary>
internal sealed class BasePath(Settings settings)
{
    /// <summary>Such as / or /cer: a proxy may have taken it off the address before the request came here.</summary>
    public string Of(HttpContext context) =>
        settings.PathBase is { Length: > 0 } set ? set : context.Request.PathBase.Value is { Length: > 0 } own ? own
            : "/";
}
