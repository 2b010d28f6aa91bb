namespace Cer.Operations.Paying.Books;

/// <summary>What the press made of a paper.</summary>
/// <param name="Pdf">The PDF; null when it could not be made.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Problem">Why it could not be made; null when it could.</param>
public sealed record PressedYear(byte[]? Pdf, int? Pages, string? Problem);
