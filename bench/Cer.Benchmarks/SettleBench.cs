using System.Diagnostics;
using System.Globalization;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;

namespace Cer.Benchmarks;

/// <summary>
/// <c>cer settle</c> as a whole process: 100 points with a year of hours each, from files to files. Bars: at most 1.0 s, the
/// median of five, and at most twice a process that reads and parses the readings and does nothing else.
/// </summary>
internal static class SettleBench
{
    public const string ReadVerb = "read";

    private const int Points = 100;
    private const int Units = 8;
    private const int Hours = 8760;
    private static readonly DateTime Start = new(2024, 12, 31, 23, 0, 0, DateTimeKind.Utc);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cer-bench-");
        try
        {
            var input = folder.CreateSubdirectory("input").FullName;
            Write(input);
            var output = Path.Combine(folder.FullName, "output");
            var (whole, wholeCpu) = await MeasureAsync(Cer("settle", "--input", input, "--output", output));
            var (bare, bareCpu) = await MeasureAsync(Cer("settle", "--print-rules"));
            var (read, readCpu) = await MeasureAsync([Environment.ProcessPath!, Environment.GetCommandLineArgs()[0], ReadVerb, input]);
            Tell("a process that does nothing", bare, bareCpu);
            Tell("a process that reads and parses the readings", read, readCpu);
            Tell($"cer settle, {Points} points x {Hours} hours", whole, wholeCpu);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"ratio settle / read: {whole / read:0.00}, by processor time {wholeCpu / readCpu:0.00} (bar: at most 2; and 1.00 s)"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads and parses the readings of a folder, as a settlement does: what it is measured beside.</summary>
    public static async Task ReadAsync(string folder)
    {
        var faults = new FaultList();
        var document = CommunityFile.Read(await File.ReadAllBytesAsync(Path.Combine(folder, CommunityFile.Name)), faults)!;
        await using var file = new FileStream(
            Path.Combine(folder, ReadingsFile.Name), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        ReadingsFile.Read(file, new(document.Community), faults, default);
        if (!faults.IsEmpty) throw new InvalidOperationException("The readings have faults.");
    }

    private static void Tell(string what, TimeSpan time, TimeSpan cpu) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {time.TotalSeconds:0.00} s, {cpu.TotalSeconds:0.00} s of processor time"));

    // The build that `cer` runs, without the script that looks whether it is fresh.
    private static string[] Cer(params string[] arguments)
    {
        var builds = Path.Combine(Root, "artifacts/cer");
        var build = File.ReadLines(Path.Combine(builds, "current")).First();
        return [Environment.ProcessPath!, Path.Combine(builds, build, "cer.dll"), .. arguments];
    }

    private static async Task<(TimeSpan Time, TimeSpan Cpu)> MeasureAsync(string[] command)
    {
        var spent = new List<TimeSpan>();
        var time = await Median.OfAsync(() => Task.CompletedTask, async () => spent.Add(await RunAsync(command)));
        return (time, spent.Order().ElementAt(spent.Count / 2));
    }

    private static async Task<TimeSpan> RunAsync(string[] command)
    {
        const string Timed = "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null";
        var start = new ProcessStartInfo("bash", ["-c", Timed, "-", .. command]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not (0 or 3))
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {said}");
        var times = said.Trim().Split('\n')[^1].Split(' ');
        return TimeSpan.FromSeconds(times.Sum(time => double.Parse(time, CultureInfo.InvariantCulture)));
    }

    private static void Write(string folder)
    {
        using (var community = File.CreateText(Path.Combine(folder, "community.yaml")))
        {
            community.Write("name: Banco\nconfiguration: CER\nconstituted_on: 2024-03-01\nmembers:\n");
            for (var i = 0; i < Points; i++) community.Write(string.Create(CultureInfo.InvariantCulture, $"  - {{id: m{i}, name: M {i}, category: {(i % 5 == 0 ? "local_authority" : "natural_person")}}}\n"));
            community.Write("pods:\n");
            for (var i = 0; i < Points; i++) community.Write(string.Create(CultureInfo.InvariantCulture, $"  - {{pod: IT999E{i:00000000}, member: m{i}, from: 2024-03-01}}\n"));
            community.Write("plants:\n");
            for (var i = 0; i < Units; i++) community.Write(string.Create(CultureInfo.InvariantCulture, $"  - {{id: UP-{i}, pod: IT999E{i:00000000}, source: photovoltaic, market_zone: CNOR, fc_area: Centro, power_kw: {20 + (10 * i)}, in_service: 2024-0{4 + (i % 5)}-10, grant_percent: {(i % 2 == 0 ? 20 : 0)}}}\n"));
        }

        var chance = new Random(1);
        using var prices = File.CreateText(Path.Combine(folder, "prices.csv"));
        prices.Write("zone,start,minutes,eur_per_mwh\n");
        for (var hour = 0; hour < Hours; hour++) prices.Write(string.Create(CultureInfo.InvariantCulture, $"CNOR,{Start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ},60,{chance.Next(-10, 250)}.{chance.Next(100):00}\n"));
        using var readings = File.CreateText(Path.Combine(folder, "readings.csv"));
        readings.Write("pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n");
        for (var point = 0; point < Points; point++)
            for (var hour = 0; hour < Hours; hour++)
                readings.Write(string.Create(CultureInfo.InvariantCulture, $"IT999E{point:00000000},,{Start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ},60,{(point < Units ? $"{chance.Next(9000) / 1000m:0.000}" : "")},{chance.Next(1000) / 1000m:0.000},measured\n"));
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
