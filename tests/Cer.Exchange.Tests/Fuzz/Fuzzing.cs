using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Cer.Exchange.Tests.Fuzz;

/// <summary>Gives a reader many inputs made from real ones: none may raise an exception, hang, or take much memory.</summary>
/// <remarks>
/// CER_SOAK=1 makes a run ten minutes long, or as many seconds as CER_FUZZ_SECONDS says; CER_FUZZ_SEED repeats one. What
/// was found is told with its seed and the number of the input. CER_FUZZ_REPORT names a file that gets a line for each run.
/// </remarks>
internal static class Fuzzing
{
    private const int ShortRun = 150;
    private const int SoakSeconds = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="name">What is read, for the report.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="most">So many bytes may be allocated for an input of any size.</param>
    /// <param name="perByte">And so many more for each byte of it.</param>
    public static void Run(string name, Func<Random, byte[]> make, Action<byte[]> read, long most, int perByte)
    {
        var seed = int.TryParse(Variable("CER_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        var soak = Variable("CER_SOAK") == "1";
        var seconds = int.TryParse(Variable("CER_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var told) ? told : SoakSeconds;
        var progress = new Progress();
        var length = soak ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var work = new Thread(() => Work(progress, seed, length, make, read, most, perByte), 1024 * 1024);
        var started = Stopwatch.GetTimestamp();
        work.Start();
        while (!work.Join(TimeSpan.FromSeconds(1)))
        {
            var since = Interlocked.Read(ref progress.Begun);
            if (since == 0 || Stopwatch.GetElapsedTime(since) < Patience) continue;
            Assert.Fail($"{name}: seed {seed}, input {progress.Inputs}: not read within {Patience}");
        }

        Report(string.Create(CultureInfo.InvariantCulture,
            $"{name}: seed {seed}, {progress.Inputs} inputs of {progress.Bytes / 1024 / 1024} MiB"
            + $" in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s,"
            + $" slowest {progress.Slowest.TotalMilliseconds:0} ms, most allocated for one {progress.Most / 1024} KiB,"
            + $" peak of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MiB"));
        Assert.True(progress.Fault is null, $"{name}: seed {seed}, input {progress.Inputs}: {progress.Fault}");
    }

    private static void Work(
        Progress progress, int seed, TimeSpan? soak, Func<Random, byte[]> make, Action<byte[]> read, long most, int perByte)
    {
        var started = Stopwatch.GetTimestamp();
        var chance = new Random(seed);
        byte[] input = [];
        try
        {
            // The first is not measured: it pays for what is made once.
            for (var i = 0; soak is { } length ? Stopwatch.GetElapsedTime(started) < length : i <= ShortRun; i++)
            {
                input = make(chance);
                progress.Inputs = i + 1;
                progress.Bytes += input.Length;
                var begun = Stopwatch.GetTimestamp();
                var before = GC.GetAllocatedBytesForCurrentThread();
                Interlocked.Exchange(ref progress.Begun, begun);
                read(input);
                Interlocked.Exchange(ref progress.Begun, 0);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (i == 0) continue;
                progress.Most = Math.Max(progress.Most, allocated);
                if (Stopwatch.GetElapsedTime(begun) is var took && took > progress.Slowest) progress.Slowest = took;
                if (allocated > most + ((long)perByte * input.Length))
                    throw new InvalidOperationException($"{allocated} bytes allocated for {input.Length}");
            }
        }
        catch (Exception fault)
        {
            progress.Fault = $"{fault}\n{Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 4000)))}";
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private static void Report(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Variable("CER_FUZZ_REPORT") is { Length: > 0 } file) File.AppendAllText(file, line + "\n", Encoding.UTF8);
    }

    private sealed class Progress
    {
        public long Begun;

        public int Inputs { get; set; }

        public long Bytes { get; set; }

        public long Most { get; set; }

        public TimeSpan Slowest { get; set; }

        public string? Fault { get; set; }
    }
}
