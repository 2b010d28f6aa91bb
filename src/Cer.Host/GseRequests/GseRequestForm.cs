namespace Cer.Host.GseRequests;

/// <summary>Facts of a part as a form sends them.</summary>
internal sealed record GseRequestForm(string? Subject, string? Code, int? Seen, Dictionary<string, string?>? Facts);
