using System.Diagnostics;
using System.Globalization;

namespace Cer.Benchmarks;

/// <summary>
/// <c>cer settle</c> as a whole process: 100 points with a year of hours each, from files to files. Bar: at most 1.5 s,
/// the median of five.
/// </summary>
internal static class SettleBench
{
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
            var whole = await Median.OfAsync(() => Task.CompletedTask, () => RunCerAsync("settle", "--input", input, "--output", output));
            var bare = await Median.OfAsync(() => Task.CompletedTask, () => RunCerAsync("settle", "--print-rules"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a process that does nothing: {bare.TotalSeconds:0.00} s"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cer settle, {Points} points x {Hours} hours: {whole.TotalSeconds:0.00} s (bar: at most 1.5)"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunCerAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "cer")) { RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not (0 or 3)) throw new InvalidOperationException($"cer {arguments[0]} ended with {process.ExitCode}.");
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
