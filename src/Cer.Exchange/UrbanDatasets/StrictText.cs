using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>What every text must be before anything is read from it: bounded, and UTF-8.</summary>
internal static class StrictText
{
    /// <summary>Refuses what is too large or not UTF-8; drops a byte order mark.</summary>
    public static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> utf8, int most)
    {
        if (utf8.Length > most)
        {
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture, $"found {utf8.Length} bytes, expected at most {most}"));
        }

        if (!Utf8.IsValid(utf8))
        {
            var place = 0;
            while (Rune.DecodeFromUtf8(utf8[place..], out _, out var length) == OperationStatus.Done) place += length;
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"byte {place + 1}: found {utf8[place]:X2}, which is not UTF-8 there, expected UTF-8 text"));
        }

        return utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
    }

    public static string NotJson(JsonException fault) => string.Create(
        CultureInfo.InvariantCulture,
        $"line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}: "
        + $"found a text that is not JSON, is cut off, or is nested deeper than {UrbanDatasetLimits.Depth}, "
        + $"expected one whole JSON text");
}
