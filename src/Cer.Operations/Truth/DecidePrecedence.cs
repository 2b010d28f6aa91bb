using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Truth;

/// <summary>Decides which class of readings goes before which, from a day on; months it touches are settled anew.</summary>
public sealed class DecidePrecedence(IPrecedenceStore store, TimeProvider time)
{
    private const string OtherClasses =
        "Found other classes, expected correction, distributor, device and estimate, each once, the first to stand first.";

    private static readonly LocalDate First = new(2019, 1, 1);
    private static readonly LocalDate Last = new(2100, 12, 31);

    /// <summary>Decides.</summary>
    /// <returns>Its number, or why it was not decided.</returns>
    public async Task<(int? Id, string? Problem)> RunAsync(
        CommunityId community,
        int? point,
        LocalDate from,
        IReadOnlyList<string> classes,
        string reason,
        string author,
        CancellationToken cancellation)
    {
        if (from < First || from > Last) return (null, $"Found a day out of reach, expected one from {First.Year} to {Last.Year}.");
        if (string.IsNullOrWhiteSpace(reason)) return (null, "Found no reason, expected one.");
        if (reason.Trim().Length > ReleaseQuarantine.LongestReason)
            return (null, $"Found a long reason, expected at most {ReleaseQuarantine.LongestReason} characters.");
        if (Read(classes) is not { } order)
            return (null, OtherClasses);
        var id = await store.AddAsync(
            community, point, from, order, reason.Trim(), author, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
        return id is null ? (null, "Found no such point, expected one of the community.") : (id, null);
    }

    private static ReadingClass[]? Read(IReadOnlyList<string> classes)
    {
        ReadingClass[] known = [.. Precedence.Usual];
        ReadingClass[] order = [.. classes.SelectMany(word => known.Where(one =>
            string.Equals(one.ToString(), word, StringComparison.OrdinalIgnoreCase)))];
        return classes.Count == known.Length && order.Distinct().Count() == known.Length ? order : null;
    }
}
