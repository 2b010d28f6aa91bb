namespace Cer.Operations.Desk;

/// <summary>What a scan is, by its own first bytes: what its name or its sender says is not believed.</summary>
/// <param name="MediaType">As a browser is told.</param>
/// <param name="Ending">Of a file's name, without the dot.</param>
/// <remarks>Source: ISO 32000-2 § 7.5.2 (PDF), ISO/IEC 10918-1 annex B (JPEG), ISO/IEC 15948 § 5.2 (PNG).</remarks>
public sealed record PaperType(string MediaType, string Ending)
{
    public static readonly PaperType Pdf = new("application/pdf", "pdf");
    public static readonly PaperType Jpeg = new("image/jpeg", "jpg");
    public static readonly PaperType Png = new("image/png", "png");

    private static readonly PaperType[] All = [Pdf, Jpeg, Png];

    /// <summary>The type of a file; null when it is none of these.</summary>
    public static PaperType? Of(ReadOnlySpan<byte> file) =>
        file.StartsWith("%PDF-"u8) ? Pdf
        : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : null;

    /// <summary>Whether it is a photo as newer phones keep them (ISO/IEC 23008-12), which few programs open.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> file) =>
        file.Length >= 12 && file[4..].StartsWith("ftyp"u8)
        && (file[8..].StartsWith("hei"u8) || file[8..].StartsWith("hev"u8) || file[8..].StartsWith("mif1"u8));

    public static PaperType OfMedia(string mediaType) => All.First(type => type.MediaType == mediaType);
}
