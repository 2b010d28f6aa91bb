using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Cer.Exchange.Tests.Curves;

/// <summary>Files that mean harm, or that are broken, get a sentence.</summary>
public class HostileCurvesTests
{
    private const string NoXml =
        "file: found a text that is not XML, has a DTD, or is too large, expected a flow of measures";

    [Fact]
    public void An_external_entity_is_not_fetched() => Assert.Equal(
        $"curve:1: {NoXml}",
        CurveSample.Faults(CurveSample.Read(
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><FlussoMisure>&x;</FlussoMisure>")));

    [Fact]
    public void Entities_that_multiply_are_refused_at_once() => Assert.Equal(
        $"curve:1: {NoXml}",
        CurveSample.Faults(CurveSample.Read(
            "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]><l>&c;</l>")));

    [Fact]
    public void Elements_within_elements_without_end_are_refused() => Assert.Equal(
        "curve:1: file: found elements within elements, more than 32, expected a flow of measures",
        CurveSample.Faults(CurveSample.Read(string.Concat(Enumerable.Repeat("<a>", 100_000)))));

    [Fact]
    public void An_archive_that_grows_out_of_proportion_is_refused()
    {
        var bomb = Zip(("a.csv", new byte[40 * 1024 * 1024]));
        Assert.True(bomb.Length < 100_000);
        Assert.Equal(
            "curve/a.csv:1: file: found an archive whose files are far larger than it, or too large, expected files of at most"
                + " 67108864 bytes, together at most 100 times the archive",
            CurveSample.Faults(CurveSample.Read(bomb)));
    }

    [Fact]
    public void An_archive_of_very_many_files_or_of_archives_or_of_nothing_is_refused()
    {
        var many = Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.csv", Array.Empty<byte>()))]);
        Assert.Equal(
            "curve:1: file: found an archive of 1001 files, expected at most 1000", CurveSample.Faults(CurveSample.Read(many)));
        Assert.Equal(
            "in.zip:1: file: found an archive in an archive, expected curve files",
            CurveSample.Faults(CurveSample.Read(Zip(("in.zip", Zip(("a.csv", [1])))))));
        Assert.Equal(
            "curve:1: file: found an archive without files, expected curve files", CurveSample.Faults(CurveSample.Read(Zip())));
        Assert.Equal(
            "curve:1: file: found an archive that cannot be read, expected a whole ZIP without a password",
            CurveSample.Faults(CurveSample.Read(Zip(("a.csv", new byte[100]))[..60])));
    }

    [Fact]
    public void An_archive_gives_what_its_files_give_and_its_names_lead_nowhere()
    {
        var file = CurveSample.Read(Zip(
            ("../../etc/january.csv", CurveSample.Oracle("january.csv")), ("march.xml", CurveSample.Oracle("march.xml"))));
        Assert.True(file.Faults.IsEmpty, CurveSample.Faults(file));
        Assert.Equal(62, file.Days.Count);
    }

    [Fact]
    public void A_row_of_a_million_columns_is_refused_with_its_size() => Assert.Equal(
        "curve:3: row: found a line of 1000010 bytes, expected at most 16384",
        CurveSample.Faults(CurveSample.Read(CurveSample.Wide("14/01/2026" + new string(';', 1_000_000)))));

    [Fact]
    public void A_quote_that_is_not_closed_ends_with_its_line() => Assert.Equal(
        "curve:3: row: found a quote that is not closed, expected a closing quote on the same line",
        CurveSample.Faults(CurveSample.Read(CurveSample.Wide("14/01/2026;\"0,1;0,2", CurveSample.Row("15/01/2026", 96)))));

    [Fact]
    public void A_NUL_is_told() => Assert.Equal(
        "curve:3: row: found a byte that is no text (NUL), expected a text file, in UTF-8 or Latin-1",
        CurveSample.Faults(CurveSample.Read(CurveSample.Wide("14/01/2026;0\0"))));

    [Fact]
    public void A_preamble_in_any_encoding_is_passed_over_and_a_cell_in_none_is_told()
    {
        byte[] latin = [.. Encoding.Latin1.GetBytes("Località;Forlì\n"),
            .. Encoding.UTF8.GetBytes(CurveSample.Wide(CurveSample.Row("14/01/2026", 96)))];
        Assert.Single(CurveSample.Read(latin).Days);
        byte[] broken =
        [
            .. Encoding.UTF8.GetBytes($"POD;{CurveSample.Code}\n{CurveSample.Header}\n14/01/2026;"), 0xC3, 0x28,
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(";0", 95)) + "\n"),
        ];
        Assert.Equal(
            $"curve:3: column 2: found Ã(, expected {CurveSample.EnergyForm}", CurveSample.Faults(CurveSample.Read(broken)));
    }

    [Fact]
    public void Reactive_energy_and_files_of_something_else_are_refused()
    {
        Assert.StartsWith(
            "curve:1: row: found reactive energy, expected the active energy",
            CurveSample.Faults(CurveSample.Read("Tipo;Energia reattiva induttiva prelevata\n"
                + CurveSample.Wide(CurveSample.Row("14/01/2026", 96)))));
        foreach (var text in (string[])["", "\n\n", "pod,plant,start\n", "%PDF-1.7", new string('x', 100)])
        {
            Assert.Contains(
                "found no curve, expected a header Giorno;00:00-00:15;… or Data;Ora;Consumo",
                CurveSample.Faults(CurveSample.Read(text)), StringComparison.Ordinal);
        }

        Assert.Contains(
            "found no curve, expected elements DatiPod with Ea and its E1 to E96",
            CurveSample.Faults(CurveSample.Read("<Altro/>")), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_come_there_is_an_answer()
    {
        var soak = Environment.GetEnvironmentVariable("CER_SOAK") == "1";
        byte[][] seeds =
        [
            CurveSample.Oracle("january.csv"), CurveSample.Oracle("october-long.csv"), CurveSample.Oracle("march.xml"),
            Zip(("a.csv", CurveSample.Oracle("march.csv")), ("b.xml", CurveSample.Oracle("october.xml"))),
        ];
        foreach (var seed in seeds)
        {
            var random = new Random(20261121);
            var watch = Stopwatch.StartNew();
            for (var round = 0; soak ? watch.Elapsed < TimeSpan.FromMinutes(10) : round < 60; round++)
            {
                var bytes = seed.ToArray();
                for (var i = random.Next(1, 30); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                var file = CurveSample.Read(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
                Assert.All(file.Days, day => Assert.Equal(CurveSample.CountOf(day.Day), day.Quarters.Count));
            }
        }
    }

    internal static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
