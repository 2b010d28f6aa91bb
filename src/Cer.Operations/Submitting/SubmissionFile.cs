namespace Cer.Operations.Submitting;

/// <summary>A file of a package.</summary>
/// <param name="Name">Letters, digits, dot, hyphen and underscore.</param>
/// <param name="MediaType">What it is, such as text/csv.</param>
/// <param name="Bytes">Its content.</param>
public sealed record SubmissionFile(string Name, string MediaType, ReadOnlyMemory<byte> Bytes);
