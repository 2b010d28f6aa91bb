using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Cer.Host.Tests.Wall;

/// <summary>Words and figures that are one member's and occur nowhere else: where one is found, something of his is.</summary>
internal sealed partial class Markers(IReadOnlyList<string> all)
{
    private readonly SearchValues<string> _any = SearchValues.Create([.. all], StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<string> All => all;

    /// <summary>A figure as pages, tables and stores write it.</summary>
    public static IEnumerable<string> Figure(decimal value)
    {
        var text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [text, text.Replace('.', ',')];
    }

    /// <summary>Whether it is a figure: energy or money.</summary>
    public static bool IsFigure(string marker) => marker.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',');

    /// <summary>Those that a text holds.</summary>
    /// <remarks>Six digits in a row also stand in a random number of a trace, once in some hundred thousand.</remarks>
    public IReadOnlyList<string> In(string text)
    {
        if (!text.AsSpan().ContainsAny(_any)) return [];
        var told = Traces().Replace(text, " ");
        return [.. all.Where(marker => told.Contains(marker, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Those that bytes hold, also inside an archive.</summary>
    public IReadOnlyList<string> In(byte[] bytes)
    {
        if (bytes is not [0x50, 0x4B, 3, 4, ..]) return In(Encoding.UTF8.GetString(bytes));
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return
        [
            .. archive.Entries.SelectMany(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return In($"{entry.FullName} {reader.ReadToEnd()}");
            }).Distinct(),
        ];
    }

    [GeneratedRegex("(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{16,}(?![0-9a-f])", RegexOptions.CultureInvariant)]
    private static partial Regex Traces();
}
