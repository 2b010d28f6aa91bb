using System.Text;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Fills an empty installation with an invented community and its last whole month, and settles it.</summary>
/// <remarks>
/// Everything goes the way of real data: contract, price file and messages are read as if they had been sent.
/// Stopped on its way, it is run again: what is stored is found unchanged.
/// </remarks>
public sealed class InventCommunity(
    ICommunityStore communities,
    IReadingStore readings,
    IRunStore runs,
    ImportCommunity contract,
    ImportPrices prices,
    TakeReadings intake,
    MakeHours hours,
    SettleStored settle,
    TimeProvider time)
{
    private const int Together = 128;
    private const string Who = "cer demo";

    /// <param name="seed">Another seed invents another month.</param>
    /// <param name="progress">Told how many messages are in, and of how many.</param>
    /// <param name="cancellation">Stops between messages.</param>
    public async Task<DemoOutcome> RunAsync(
        ulong seed, IProgress<(int Done, int All)>? progress, CancellationToken cancellation)
    {
        var known = await communities.ListAsync(cancellation);
        if (known.Any(community => community.Code != Magliano.Code)) return new DemoOutcome.NotEmpty();
        if (known is [var there] && (await runs.MonthsAsync(there.Id, cancellation)).Count > 0)
            return new DemoOutcome.AlreadyThere();

        var month = known is [var begun] && await readings.ExtentAsync(begun.Id, cancellation) is { } extent
            ? extent.First.InZone(MarketHour.Rome).Date.ToYearMonth()
            : DemoMonth.LastBefore(Instant.FromDateTimeOffset(time.GetUtcNow()));
        var community = await DeclareAsync(month, cancellation);
        using (var file = new MemoryStream(DemoPrices.Xml(month, seed)))
            Expect((await prices.FromGmeAsync(file, "dimostrazione.xml", cancellation)).Faults);
        DemoMessage[] messages = [.. DemoMessages.Of(DemoMonth.Generate(month, seed))];
        var stored = await SendAsync(community, messages, progress, cancellation);

        for (var day = month.OnDayOfMonth(1); day.ToYearMonth() == month; day = day.PlusDays(1))
            await hours.RunAsync(community, day, cancellation);
        var settled = MarketMonth.Of(month.OnDayOfMonth(1));
        var outcome = await settle.RunAsync(community, settled, settled, null, Who, null, cancellation);
        if (outcome is SettleOutcome.Refused refused) Expect(refused.Faults);
        return new DemoOutcome.Made(month, messages.Length, stored);
    }

    private async Task<CommunityId> DeclareAsync(YearMonth month, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var stored = await contract.RunAsync(
            Magliano.Code,
            Encoding.UTF8.GetBytes(DemoCommunity.Contract),
            [new(DemoRules.Name(month.Year), DemoRules.Text(month.Year))],
            Who,
            faults,
            cancellation);
        Expect(faults);
        await communities.SaveDevicesAsync(
            stored!.Community,
            [.. Magliano.Points.Select(point => new Device(point.Device, point.Pod))],
            Who,
            cancellation);
        return stored.Community;
    }

    /// <returns>How many readings were new.</returns>
    private async Task<int> SendAsync(
        CommunityId community,
        DemoMessage[] messages,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancellation)
    {
        var (added, done) = (0, 0);
        var waiting = new Queue<Task<IntakeAnswer>>();
        foreach (var message in messages)
        {
            if (waiting.Count == Together) await CountAsync();
            var incoming = new IncomingMessage
            {
                Community = community,
                Source = IntakeSource.File,
                Raw = message.Utf8,
                Origin = Who,
            };
            waiting.Enqueue(intake.RunAsync(incoming, cancellation));
        }

        while (waiting.Count > 0) await CountAsync();
        return added;

        async Task CountAsync()
        {
            if (await waiting.Dequeue() is not IntakeAnswer.Taken taken
                || taken.Lines.Any(line => line.Fate != LineFate.Stored || line.Warnings.Count > 0))
                throw new InvalidOperationException($"Found a doubt about the demo's message {done + 1}, expected none.");
            added += taken.Receipt.Added;
            progress?.Report((++done, messages.Length));
        }
    }

    private static void Expect(FaultList faults)
    {
        if (faults.IsEmpty) return;
        throw new InvalidOperationException($"Found a fault in the demo's own files, expected none: {faults.Faults[0]}");
    }
}
