namespace Cer.Host.Dossiers;

/// <summary>Facts of a part as a form sends them.</summary>
internal sealed record DossierRequest(string? Subject, string? Code, int? Seen, Dictionary<string, string?>? Facts);
