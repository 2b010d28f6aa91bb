namespace Cer.Workflows.Running;

/// <summary>A request that an activity wants to have sent.</summary>
public sealed record HttpCall(
    string Url, string Method, string? Content, string? ContentType, string? Authorization, OrderedDictionary<string, object?> Headers);
