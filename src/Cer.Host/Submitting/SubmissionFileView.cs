namespace Cer.Host.Submitting;

/// <summary>A file of a package as pages show it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal digits.</param>
internal sealed record SubmissionFileView(int Number, string Name, string MediaType, int Size, string Sha256);
