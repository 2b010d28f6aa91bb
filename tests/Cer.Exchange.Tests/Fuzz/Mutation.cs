using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Cer.Exchange.Tests.Fuzz;

/// <summary>Changes real inputs by their parts: words, cells, tags and members, not only bytes.</summary>
internal sealed partial class Mutation(params byte[][] samples)
{
    private static readonly string[] Nasty =
    [
        "", " ", "0", "-0", "-1", "00", "1e308", "1e-400", "99999999999999999999", "9223372036854775807", "-9223372036854775808",
        "0,0", "0.0", "1.234,5", ",", ".", "NaN", "Infinity", "null", "true", "\"", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\0",
        "\uFEFF", "\u2028", "\uFFFF", "=1+1", "@SUM(A1)", "IT999E00000001", "it999e00000001 ", "IT999E0000000é", "24:00", "23:60",
        "02:30", "25/10/2026", "29/03/2026", "31/02/2026", "9999-12-31T23:59:59", "0001-01-01T00:00:00", "-9999-01-01T00:00:00",
        "2026-10-25T02:00:00", "+18:00", "-24:00", "{", "}", "[", "]", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "<a>", "</a>", "<a/>",
        "<![CDATA[", "]]>", "<!--", "<?x?>",
        "<!DOCTYPE a [<!ENTITY x \"y\">]>", "&x;", "&#0;", "&#x110000;", ";", ";;;;", "\n", "\r", "\r\n", "\t",
    ];

    private readonly string[][] _parts = [.. samples.Select(Parts)];

    /// <summary>A changed sample.</summary>
    public byte[] Next(Random chance)
    {
        var number = chance.Next(samples.Length);
        if (chance.Next(4) == 0) return Bytes(chance, samples[number]);
        var parts = new List<string>(_parts[number]);
        for (var i = chance.Next(2) == 0 ? 1 : chance.Next(2, 12); i > 0 && parts.Count > 0; i--) Change(chance, parts);
        var text = Encoding.UTF8.GetBytes(string.Concat(parts));
        return chance.Next(5) == 0 ? Bytes(chance, text) : text;
    }

    /// <summary>An archive of changed files, itself changed now and then.</summary>
    public static byte[] Archive(Random chance, IReadOnlyList<(string Name, Mutation Content)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                if (chance.Next(20) == 0) continue;
                for (var times = chance.Next(30) == 0 ? 2 : 1; times > 0; times--)
                {
                    using var entry = archive.CreateEntry(
                        chance.Next(20) == 0 ? Nasty[chance.Next(Nasty.Length)] + name : name, CompressionLevel.Fastest).Open();
                    entry.Write(chance.Next(3) == 0 ? content.First : content.Next(chance));
                }
            }
        }

        var bytes = stream.ToArray();
        return chance.Next(2) == 0 ? Headers(chance, bytes) : bytes;
    }

    private byte[] First => samples[0];

    private static byte[] Bytes(Random chance, byte[] sample)
    {
        var bytes = sample.ToArray();
        if (bytes.Length == 0) return bytes;
        for (var i = chance.Next(1, 20); i > 0; i--) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
        return chance.Next(3) == 0 ? bytes[..chance.Next(bytes.Length + 1)] : bytes;
    }

    /// <summary>Changes what an archive says of itself: sizes, offsets, counts, methods.</summary>
    private static byte[] Headers(Random chance, byte[] sample)
    {
        var bytes = sample.ToArray();
        List<int> headers = [];
        for (var i = 0; i + 4 < bytes.Length; i++)
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] is 1 or 3 or 5) headers.Add(i);
        for (var i = chance.Next(1, 6); i > 0 && headers.Count > 0; i--)
        {
            var place = headers[chance.Next(headers.Count)] + 4 + chance.Next(42);
            if (place + 4 > bytes.Length) continue;
            uint value = chance.Next(4) switch { 0 => 0u, 1 => uint.MaxValue, 2 => 0x7FFFFFFF, _ => (uint)chance.Next() };
            if (chance.Next(2) == 0) BitConverter.TryWriteBytes(bytes.AsSpan(place), value);
            else BitConverter.TryWriteBytes(bytes.AsSpan(place), (ushort)(value & 0xFFFF));
        }

        return bytes;
    }

    private void Change(Random chance, List<string> parts)
    {
        var at = chance.Next(parts.Count);
        var length = Math.Min(chance.Next(4) == 0 ? chance.Next(1, 60) : 1, parts.Count - at);
        switch (chance.Next(8))
        {
            case 0:
                parts.RemoveRange(at, length);
                break;
            case 1:
                parts.InsertRange(at, parts.GetRange(at, length));
                break;
            case 2:
                parts[at] = Nasty[chance.Next(Nasty.Length)];
                break;
            case 3:
                parts.Insert(at, Nasty[chance.Next(Nasty.Length)]);
                break;
            case 4:
                var other = chance.Next(parts.Count);
                (parts[at], parts[other]) = (parts[other], parts[at]);
                break;
            case 5:
                var donor = _parts[chance.Next(_parts.Length)];
                if (donor.Length == 0) break;
                var from = chance.Next(donor.Length);
                parts.InsertRange(at, donor.AsSpan(from, Math.Min(length, donor.Length - from)).ToArray());
                break;
            case 6:
                // The same thing very often: deep, long, or many.
                var again = parts.GetRange(at, Math.Min(length, 4));
                for (var i = chance.Next(1, 400); i > 0; i--) parts.InsertRange(at, again);
                break;
            default:
                parts[at] = Digits().Replace(parts[at], _ => chance.Next(3) == 0 ? Nasty[chance.Next(16)] : $"{chance.Next(100)}");
                break;
        }
    }

    private static string[] Parts(byte[] sample) => [.. Part().Matches(Encoding.UTF8.GetString(sample)).Select(part => part.Value)];

    [GeneratedRegex("""[\p{L}\p{N}_.,:+/-]+|\s+|.""", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
