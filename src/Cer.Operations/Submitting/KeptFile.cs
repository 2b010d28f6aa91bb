namespace Cer.Operations.Submitting;

/// <summary>A file of a kept package, without its bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal digits.</param>
public sealed record KeptFile(string Name, string MediaType, int Size, string Sha256);
