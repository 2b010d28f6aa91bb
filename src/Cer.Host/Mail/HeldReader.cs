namespace Cer.Host.Mail;

/// <summary>A person who wants no letters of a kind.</summary>
internal sealed record HeldReader(int Person, string Name, string Kind, string How, string At);
