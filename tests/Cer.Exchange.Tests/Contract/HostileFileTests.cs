using System.Text;
using Cer.Exchange.Contract;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Exchange.Tests.Contract;

/// <summary>Whatever bytes stand in a file of the contract, reading it ends with values or with faults.</summary>
public class HostileFileTests
{
    private static readonly byte[] Community = File("cer-regole-diverse/input/community.yaml");
    private static readonly byte[] Readings = [.. File("cer-regole-diverse/input/readings.csv").Take(6000)];
    private static readonly byte[] Prices = [.. File("cer-regole-diverse/input/prices.csv").Take(3000)];
    private static readonly byte[] Rules = File("cer-regole-diverse/input/rules/z-inside.yaml");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Mutated_communities_end_in_values_or_faults() => Mutate(Community, bytes => CommunityFile.Read(bytes, new()));

    [Fact]
    public void Mutated_rules_end_in_values_or_faults() => Mutate(Rules, bytes =>
    {
        var faults = new FaultList();
        if (RuleFiles.Read("rules/x.yaml", bytes, faults) is { } file) RuleFiles.Compose([file], faults);
    });

    [Fact]
    public void Mutated_readings_end_in_values_or_faults() => Mutate(Readings, bytes =>
        ReadingsFile.Read(new MemoryStream(bytes), new(CommunityFile.Read(Community, new())!.Community), new(), Cancellation));

    [Fact]
    public void Mutated_prices_end_in_values_or_faults() =>
        Mutate(Prices, bytes => PricesFile.Read(new MemoryStream(bytes), new(), Cancellation));

    [Fact]
    public void What_the_writer_quotes_the_scanner_reads() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>[]>(),
        texts =>
        {
            if (texts.Length is 0 or > 60) return true;
            string[] values = [.. texts.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)))];
            using var stream = new MemoryStream();
            using (var writer = new CsvWriter(stream, "header"))
            {
                writer.Text("first");
                foreach (var value in values) writer.Text(value);
                writer.EndRow();
            }

            stream.Position = 0;
            var scanner = new CsvScanner(stream);
            return scanner.Read() && scanner.Read() && scanner.Malformed is null
                && scanner.FieldCount == values.Length + 1
                && values.Select((value, i) =>
                    Encoding.UTF8.GetString(scanner.Field(i + 1)) == FormulaText.Harmless(value)).All(same => same)
                && !scanner.Read();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_record_that_never_ends_is_one_fault_and_little_memory()
    {
        var faults = new FaultList();
        var header = "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n"u8.ToArray();
        using var endless = new EndlessStream(header, length: 200_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadingsFile.Read(endless, null, faults, Cancellation);
        Assert.Contains(faults.Faults, fault => fault.Line == 2 && fault.Found.Contains("bytes", StringComparison.Ordinal));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50_000_000);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4", 3)]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n", 3)]
    [InlineData("\uFEFFa,b\n\"1\n2\",\"\"\"\"\n3,4\n", 3)]
    public void Line_ends_quotes_and_marks_are_read(string text, int records)
    {
        var scanner = new CsvScanner(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var count = 0;
        while (scanner.Read())
        {
            Assert.Null(scanner.Malformed);
            Assert.Equal(2, scanner.FieldCount);
            if (count++ == 0) Assert.Equal("a"u8.ToArray(), scanner.Field(0).ToArray());
        }

        Assert.Equal(records, count);
    }

    private static void Mutate(byte[] good, Action<byte[]> read) => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var chance = new System.Random(seed);
            var bytes = good.ToList();
            for (var i = chance.Next(1, 6); i > 0; i--)
            {
                var at = chance.Next(bytes.Count);
                switch (chance.Next(4))
                {
                    case 0: bytes[at] = (byte)chance.Next(256); break;
                    case 1: bytes.Insert(at, (byte)",\"\n\r:-[{0\t#&*"[chance.Next(13)]); break;
                    case 2: bytes.RemoveRange(at, Math.Min(chance.Next(1, 40), bytes.Count - at - 1)); break;
                    default: bytes.InsertRange(at, bytes.Skip(chance.Next(bytes.Count)).Take(chance.Next(1, 60)).ToArray()); break;
                }
            }

            read([.. bytes]);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static byte[] File(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return System.IO.File.ReadAllBytes(Path.Combine(folder.FullName, "tests", "oracles", "settle", path));
    }

    private sealed class EndlessStream(byte[] begin, long length) : MemoryStream
    {
        private long _given;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var n = (int)Math.Min(buffer.Length, length - _given);
            for (var i = 0; i < n; i++) buffer[i] = _given + i < begin.Length ? begin[_given + i] : (byte)'x';
            _given += n;
            return n;
        }
    }
}
