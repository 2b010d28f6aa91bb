using Cer.Operations.Desk;
using NodaTime;

namespace Cer.Host.Desk;

/// <summary>A file of members with the version that its bringer saw.</summary>
/// <param name="Version">The version of the definition.</param>
/// <param name="Text">The file, where it is a text.</param>
/// <param name="File">The bytes of a workbook, in base 64.</param>
/// <param name="Without">Rows that are knowingly left out.</param>
internal sealed record FileRequest(int? Version, string? Text, byte[]? File, IReadOnlyList<int>? Without)
{
    public DeskFile Read(LocalDate today) => File is { Length: > 0 } file
        ? DeskFileReader.ReadWorkbook(file, today, Without ?? [])
        : DeskFileReader.Read(Text ?? "", today, Without ?? []);
}
