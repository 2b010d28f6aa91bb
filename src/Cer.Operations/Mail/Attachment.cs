namespace Cer.Operations.Mail;

/// <summary>A file that goes with a letter.</summary>
/// <param name="Name">Its name, in any language.</param>
/// <param name="MediaType">What it is, such as application/pdf.</param>
/// <param name="Bytes">Its content.</param>
public sealed record Attachment(string Name, string MediaType, ReadOnlyMemory<byte> Bytes);
