using Cer.Domain;
using Cer.Domain.Formulas;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Settles months of a stored community and keeps the run; equal inputs find the run that was kept before.</summary>
/// <param name="inputs">Tells the inputs as they stand.</param>
/// <param name="contract">Reads the community as the files of the contract.</param>
/// <param name="runs">Keeps the run.</param>
/// <param name="time">The clock.</param>
/// <param name="program">Name and version of the program.</param>
public sealed class SettleStored(
    IInputStore inputs, StoredContract contract, IRunStore runs, TimeProvider time, string program)
{
    private const int MostTries = 5;

    /// <summary>Settles, keeps the run, and writes the folder when one is wanted.</summary>
    /// <param name="community">The community.</param>
    /// <param name="from">First month; that of the first reading when null.</param>
    /// <param name="to">Last month; that of the last reading when null.</param>
    /// <param name="output">Receives the files of the contract, when they are wanted.</param>
    /// <param name="who">Who asked.</param>
    /// <param name="progress">Told each month that is done.</param>
    /// <param name="cancellation">Stops the run; nothing is kept or written then.</param>
    public async Task<SettleOutcome> RunAsync(
        CommunityId community,
        MarketMonth? from,
        MarketMonth? to,
        IContractOutput? output,
        string who,
        IProgress<MarketMonth>? progress,
        CancellationToken cancellation)
    {
        var faults = new FaultList();
        await using var snapshot = await inputs.OpenAsync(community, null, cancellation);
        if (await StoredGround.ReadAsync(snapshot, from, to, faults, cancellation) is not { } ground)
            return new SettleOutcome.Refused(faults);
        var head = new RunHead(community, program, who, Instant.FromDateTimeOffset(time.GetUtcNow()), snapshot.Version, snapshot.Cut);
        try
        {
            return output is not null
                ? await WriteAsync(snapshot, ground, head, output, progress, cancellation)
                : await KeepAsync(snapshot, ground, head, progress, cancellation);
        }
        catch (FormulaException fault)
        {
            Distributed.Note(faults, fault);
            return new SettleOutcome.Refused(faults);
        }
    }

    /// <summary>Settles from a snapshot, a month at a time.</summary>
    internal static async Task<StoredSettlement> SettleAsync(
        IInputSnapshot snapshot, StoredGround ground, IProgress<MarketMonth>? progress, CancellationToken cancellation)
    {
        var grid = new Domain.Metering.ReadingGrid(ground.Definition.Community);
        var prices = await ground.PricesAsync(snapshot, ground.Span, cancellation);
        return await StoredSettlement.MakeAsync(
            ground.Input(grid, prices, ground.First, ground.Last),
            new MonthLoader(snapshot, grid).LoadAsync(ground.First, ground.Last, cancellation),
            month => progress?.Report(month.Month),
            cancellation);
    }

    private async Task<SettleOutcome> KeepAsync(
        IInputSnapshot snapshot,
        StoredGround ground,
        RunHead head,
        IProgress<MarketMonth>? progress,
        CancellationToken cancellation)
    {
        if (await new NextRun(snapshot, ground, runs).TryAsync(head, cancellation) is { } next)
        {
            await runs.StoreAsync(next.Run, cancellation);
            return new SettleOutcome.Settled(next.Result);
        }

        var settled = await SettleAsync(snapshot, ground, progress, cancellation);
        await runs.StoreAsync(head.Of(ground, settled), cancellation);
        return new SettleOutcome.Settled(settled.Result);
    }

    /// <summary>Settles from the files of the contract, whose hashes the folder tells, and writes the folder.</summary>
    private async Task<SettleOutcome> WriteAsync(
        IInputSnapshot snapshot,
        StoredGround ground,
        RunHead head,
        IContractOutput output,
        IProgress<MarketMonth>? progress,
        CancellationToken cancellation)
    {
        var faults = new FaultList();
        var material = await contract.ReadAsync(head.Community, ground.First, ground.Last, null, faults, cancellation);
        for (var tries = 1; material is not null && await HasChangedAsync(); tries++)
        {
            if (tries == MostTries)
                throw new InvalidOperationException("Found readings that change while they are read, expected a quiet moment.");
            material = await contract.ReadAsync(head.Community, ground.First, ground.Last, null, faults, cancellation);
        }

        if (material is null) return new SettleOutcome.Refused(faults);
        using var writer = new SettlementWriter(output);
        var settled = await StoredSettlement.MakeAsync(
            material.Input,
            material.Input.Months.ToAsyncEnumerable(),
            month =>
            {
                writer.Write(month);
                progress?.Report(month.Month);
            },
            cancellation);
        writer.Finish(settled.Result, new(program, ground.Rules.Ids, material.Hashes));
        await runs.StoreAsync(head.Of(ground, settled), cancellation);
        output.Commit();
        return new SettleOutcome.Settled(settled.Result);

        // The files are read beside the snapshot: whether both saw the same, one after them tells.
        async Task<bool> HasChangedAsync()
        {
            await using var later = await inputs.OpenAsync(head.Community, null, cancellation);
            if (later.Version != snapshot.Version || later.Cut.Regolamento != snapshot.Cut.Regolamento)
                throw new InvalidOperationException("Found a definition that changed while it was read, expected the same: settle again.");
            if ((await later.ChangedDaysAsync(head.Cut, ground.Zones, ground.Span, cancellation)).Count == 0) return false;
            head = head with { Cut = later.Cut };
            return true;
        }
    }
}
