using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cer.Database.Tests;
using Cer.Operations.Documents;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Reporting;
using Cer.Storage;
using Cer.Storage.Documents;
using NodaTime;

namespace Cer.Benchmarks;

/// <summary>
/// A batch of statements from the store into the archive: documents a second, and the ratio to the press alone on the
/// same HTML in the same run. Bar: 1 000 statements within 5 minutes on 2 cores. CER_BENCH_STATEMENTS sets how many.
/// </summary>
internal static class StatementBench
{
    private const int Hours = 744;
    private static readonly YearMonth Month = new(2025, 1);
    private static readonly DateTime Start = new(2024, 12, 31, 23, 0, 0, DateTimeKind.Utc);

    private static int Members =>
        int.TryParse(Environment.GetEnvironmentVariable("CER_BENCH_STATEMENTS"), out var members) ? members : 1000;

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        var db = database.App;
        var communities = new CommunityStore(db);
        var readings = new ReadingStore(db, TimeProvider.System);
        var prices = new PriceStore(db);
        var runs = new RunStore(db);
        var works = new WorkStore(db);
        var contract = new StoredContract(communities, readings, prices, new RegolamentoStore(db));
        var community = await FillAsync(communities, new(db), readings, prices, works);
        await new SettleStored(new InputStore(db), contract, runs, TimeProvider.System, "cer bench")
            .RunAsync(community, null, null, null, "bench", null, default);

        await using var press = new PressRoom();
        await using var writer = new DocumentWriter(null);
        var timed = new TimedPress(press);
        var jobs = new DocumentJobs(db);
        var make = new MakeDocuments(
            jobs, new ReadMonthFacts(contract, runs, new MonthData(db), readings), runs, writer, timed, TimeProvider.System);
        var job = await jobs.AddAsync(
            community, new(Month, [DocumentKind.Statement]), "bench", SystemClock.Instance.GetCurrentInstant(), default);
        var spent = Own();
        var started = Stopwatch.GetTimestamp();
        while (!job.HasEnded) job = (await make.StepAsync((community, job.Id), default))!;
        var whole = Stopwatch.GetElapsedTime(started);
        var (own, printing) = (Own() - spent, Of(press));
        if (job.State != JobState.Done) throw new InvalidOperationException(job.Problem);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"processor time for each: {own.TotalMilliseconds / job.Done:0} ms in the program, ")
            + FormattableString.Invariant($"{printing.TotalMilliseconds / job.Done:0} ms in {press.ProcessIds.Count} presses"));
        await TellAsync(new DocumentArchive(db), community, press, job.Done, whole, timed.Taken);
    }

    private static TimeSpan Own() => Environment.CpuUsage.TotalTime;

    private static TimeSpan Of(PressRoom press)
    {
        var sum = TimeSpan.Zero;
        foreach (var id in press.ProcessIds)
        {
            using var process = Process.GetProcessById(id);
            sum += process.TotalProcessorTime;
        }

        return sum;
    }

    private static async Task TellAsync(
        DocumentArchive archive, CommunityId community, PressRoom press, int made, TimeSpan whole, TimeSpan pressed)
    {
        // The press alone, on the same text again: as many as keep the bench short.
        var sample = (await archive.ListAsync(community, Month, null, default)).Take(100).ToArray();
        var bare = TimeSpan.Zero;
        foreach (var document in sample)
        {
            var html = await archive.HtmlAsync(document, default);
            var begun = Stopwatch.GetTimestamp();
            await press.PressAsync(html, "bench", document.When, default);
            bare += Stopwatch.GetElapsedTime(begun);
        }

        var (each, alone) = (whole.TotalMilliseconds / made, bare.TotalMilliseconds / sample.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{made} statements in {whole.TotalSeconds:0.0} s: {made / whole.TotalSeconds:0.0}/s, {each:0} ms each,")
            + FormattableString.Invariant($" in a press {pressed.TotalMilliseconds / made:0} ms"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the press alone: {alone:0} ms each; ratio {each / alone:0.00}; 1000 would take {each:0} s (bar: at most 300)"));
    }

    private static async Task<CommunityId> FillAsync(
        CommunityStore communities, LegalStore legal, ReadingStore readings, PriceStore prices, WorkStore works)
    {
        var chance = new Random(1);
        var stored = await new ImportCommunity(communities, legal, works).RunAsync(
            "bench", Encoding.UTF8.GetBytes(Definition()), [], "bench", new(), default);
        using var rates = new MemoryStream();
        await using (var file = new StreamWriter(rates, leaveOpen: true))
        {
            await file.WriteAsync("zone,start,minutes,eur_per_mwh\n");
            for (var hour = 0; hour < Hours; hour++)
                await file.WriteAsync(FormattableString.Invariant($"CNOR,{At(hour)},60,{chance.Next(60, 160)}\n"));
        }

        rates.Position = 0;
        await new ImportPrices(prices).FromContractAsync(rates, "bench", default);
        var rows = new MemoryStream();
        await using (var file = new StreamWriter(rows, leaveOpen: true))
        {
            await file.WriteAsync("pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n");
            for (var point = 0; point < Members; point++)
            {
                for (var hour = 0; hour < Hours; hour++)
                {
                    var injected = point < 4 ? FormattableString.Invariant($"{chance.Next(90_000) / 1000m:0.000}") : "";
                    var withdrawn = FormattableString.Invariant($"{chance.Next(1000) / 1000m:0.000}");
                    await file.WriteAsync(FormattableString.Invariant(
                        $"IT999E{point:00000000},,{At(hour)},60,{injected},{withdrawn},measured\n"));
                }
            }
        }

        var bytes = rows.ToArray();
        await new ImportReadings(communities, readings).RunAsync(stored!.Community, () => new MemoryStream(bytes), null, default);
        return stored.Community;
    }

    private static string Definition()
    {
        var text = new StringBuilder("name: Banco\nconfiguration: CER\nconstituted_on: 2024-03-01\nmembers:\n");
        for (var i = 0; i < Members; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: m{i}, name: Membro {i}, category: natural_person}}\n");
        text.Append("pods:\n");
        for (var i = 0; i < Members; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{pod: IT999E{i:00000000}, member: m{i}, from: 2024-03-01}}\n");
        text.Append("plants:\n");
        for (var i = 0; i < 4; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{id: UP-{i}, pod: IT999E{i:00000000}, source: photovoltaic,")
                .Append(" market_zone: CNOR, fc_area: Centro, power_kw: 150, in_service: 2024-04-10}\n");
        }

        text.Append("distribution:\n  steps:\n    - {fund: gestione, percent: 10}\n")
            .Append("    - {class: tutti, rest: true, members: all, key: shared_hourly}\n");
        return text.Append("  surplus: {members: non_enterprises, key: shared_hourly, otherwise: sociale}\n").ToString();
    }

    private static string At(int hour) => FormattableString.Invariant($"{Start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ}");

    /// <summary>How long the press took, within the whole.</summary>
    private sealed class TimedPress(PressRoom press) : IPdfPress
    {
        private long _ticks;

        public TimeSpan Taken => new(Interlocked.Read(ref _ticks));

        public int Width => press.Width;

        public async Task<PressOutcome> PressAsync(string html, string name, Instant when, CancellationToken cancellation)
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await press.PressAsync(html, name, when, cancellation);
            Interlocked.Add(ref _ticks, Stopwatch.GetElapsedTime(started).Ticks);
            return outcome;
        }
    }
}
