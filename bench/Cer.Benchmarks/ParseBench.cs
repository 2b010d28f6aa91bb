using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Benchmarks;

/// <summary>
/// How fast a message is read and every line of it judged by itself, beside a bare <see cref="Utf8JsonReader" /> that
/// passes over the same bytes. Aim: at least 0.35 of it.
/// </summary>
internal static class ParseBench
{
    private const int Rounds = 5;
    private const int Times = 4000;
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 20, 0, 0);

    public static Task RunAsync()
    {
        foreach (var name in new[] { BenchMessages.Least, "m1-one-device-one-quarter.json", BenchMessages.Sample })
            Compare(name, File.ReadAllBytes(Path.Combine(BenchTown.Root, "tests/urbandataset/samples", name)));
        return Task.CompletedTask;
    }

    private static void Compare(string name, byte[] bytes)
    {
        var times = Times * 10_000 / bytes.Length;
        List<double> bare = [], read = [], judged = [];
        // In turn, so that what disturbs one disturbs the others; the first round warms up.
        for (var round = 0; round <= Rounds; round++)
        {
            Add(bare, Seconds(times, () => Pass(bytes)), round);
            Add(read, Seconds(times, () => Read(bytes)), round);
            Add(judged, Seconds(times, () => Open(bytes)), round);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Open(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var (one, two, three) = (Middle(bare), Middle(read), Middle(judged));
        Print($"{name}, {bytes.Length} bytes, {times} times, median of {Rounds}");
        Print($"  bare reader {Rate(one):0} MB/s; read {Rate(two):0} MB/s ({one / two:0.000})");
        Print($"  read and judged {Rate(three):0} MB/s, {allocated} bytes allocated");
        Print($"  ratio read and judged / bare: {one / three:0.000} (aim: at least 0.350)");

        double Rate(double seconds) => bytes.Length * (double)times / seconds / 1e6;
    }

    private static void Add(List<double> times, double seconds, int round)
    {
        if (round > 0) times.Add(seconds);
    }

    private static double Seconds(int times, Action work)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++) work();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Pass(byte[] bytes)
    {
        var json = new Utf8JsonReader(bytes);
        while (json.Read())
        {
        }
    }

    private static UrbanDatasetMessage Read(byte[] bytes) => ((UrbanDatasetOutcome.Read)UrbanDatasetReader.Read(bytes)).Message;

    private static void Open(byte[] bytes)
    {
        if (!OpenMessage.TryOpen(Read(bytes), Now, out _, out var refusal))
            throw new InvalidOperationException($"Found a sample that is refused ({refusal}), expected a good one.");
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(Rounds / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
