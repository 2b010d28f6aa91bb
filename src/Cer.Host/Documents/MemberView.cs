namespace Cer.Host.Documents;

/// <summary>Whose a document is, as JSON.</summary>
internal sealed record MemberView(int Id, string Name);
