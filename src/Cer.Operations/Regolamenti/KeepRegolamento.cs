using System.Text;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Regolamenti;

/// <summary>Keeps drafts of the regolamento and approves them: each is checked against the community as it is then.</summary>
public sealed class KeepRegolamento(IRegolamentoStore store, ICommunityStore communities, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Keeps a draft.</summary>
    /// <param name="community">The community.</param>
    /// <param name="from">The month from which it is meant to take effect.</param>
    /// <param name="reference">The deliberation or assembly that decides it.</param>
    /// <param name="content">Its steps, as JSON.</param>
    /// <param name="who">Who wrote it.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<DraftOutcome> AddAsync(
        CommunityId community,
        YearMonth from,
        string reference,
        ReadOnlyMemory<byte> content,
        string who,
        CancellationToken cancellation)
    {
        if (await CheckAsync(community, content, cancellation) is { IsEmpty: false } faults) return new DraftOutcome.Refused(faults);
        if (await store.LastClosedAsync(community, cancellation) is { } closed && from <= closed)
            return new DraftOutcome.NotAllowed(Closed(from, closed));
        return new DraftOutcome.Kept(await store.AddAsync(
            community, from, reference, Encoding.UTF8.GetString(content.Span), who, Now, cancellation));
    }

    /// <summary>Approves a draft; the store sees to it that another person does than who wrote it.</summary>
    public async Task<ApprovalOutcome> ApproveAsync(
        CommunityId community, int version, string who, CancellationToken cancellation)
    {
        var known = await store.ListAsync(community, cancellation);
        if (known.FirstOrDefault(one => one.Version == version) is not { } draft) return new ApprovalOutcome.Unknown();
        var faults = await CheckAsync(community, Encoding.UTF8.GetBytes(draft.Content), cancellation);
        return faults.IsEmpty
            ? await store.ApproveAsync(community, version, who, Now, cancellation)
            : new ApprovalOutcome.Refused(faults);
    }

    /// <summary>Why a month is too early.</summary>
    public static string Closed(YearMonth from, YearMonth closed) =>
        $"Found a regolamento from {Text(from)}, expected one from a month after {Text(closed)}, which is closed.";

    private async Task<FaultList> CheckAsync(CommunityId community, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var definition = await communities.LoadAsync(community, null, cancellation)
            ?? throw new InvalidOperationException("Found no definition of the community, expected one.");
        RegolamentoText.Read(content, definition.Community.Members, faults);
        return faults;
    }

    private static string Text(YearMonth month) => YearMonthPattern.Iso.Format(month);
}
