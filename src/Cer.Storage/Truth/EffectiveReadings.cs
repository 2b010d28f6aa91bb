using System.Globalization;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Storage.Truth;

/// <summary>The one place that says which rows of core.reading stand, as parts of statements.</summary>
/// <remarks>
/// Of each series, interval, length and class the newest row speaks; without a quantity it takes the word of its class back.
/// Among classes the rank decides, for each quantity by itself: <see cref="EffectiveHour"/>.
/// </remarks>
internal static class EffectiveReadings
{
    /// <summary>Whether a row tells anything.</summary>
    public static string HasQuantity(string row) => $"""
        coalesce({row}.injected_ukwh, {row}.withdrawn_ukwh, {row}.produced_ukwh, {row}.injected_total_ukwh,
          {row}.withdrawn_total_ukwh, {row}.produced_total_ukwh) is not null
        """;

    /// <summary>Whether another row, named later, is a newer word of the same class on the same interval.</summary>
    public static string IsLaterThan(string row) => $"""
        later.revision > 1 and (later.community_id, later.pod_id, later.starts_at, later.unit_id, later.meter, later.minutes)
          = ({row}.community_id, {row}.pod_id, {row}.starts_at, {row}.unit_id, {row}.meter, {row}.minutes)
        and later.revision > {row}.revision
        and core.reading_class(later.source, later.quality) = core.reading_class({row}.source, {row}.quality)
        """;

    /// <summary>Whether a row is the word of its class.</summary>
    /// <param name="row">Name of the row.</param>
    /// <param name="among">Which later rows count: a condition on <c>later</c>, so that the server need not look at every month.</param>
    public static string IsTheWord(string row, string among) => $"""
        {HasQuantity(row)} and not exists (select from core.reading as later where {IsLaterThan(row)} and {among})
        """;

    /// <summary>How far the class of a row goes before others, the highest first: an integer from 1 to 4.</summary>
    public static string Rank(string row, IReadOnlyList<Precedence> decided)
    {
        var usual = RankOf(row, Precedence.Usual);
        if (decided.Count == 0) return usual;
        // A point's own before those of all; of either the newest.
        var cases = decided.OrderBy(one => one.Point is null).ThenByDescending(one => one.Id).Select(one =>
            $"when {Of(row, one.Point)}{row}.starts_at >= '{Time(one.Start)}' then {RankOf(row, one.Classes)}");
        return $"case {string.Join(' ', cases)} else {usual} end";
    }

    /// <summary>An instant as a constant of a statement.</summary>
    public static string Time(Instant instant) =>
        instant.ToString("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Of(string row, int? point) =>
        point is { } one ? string.Create(CultureInfo.InvariantCulture, $"{row}.pod_id = {one} and ") : "";

    private static string RankOf(string row, IReadOnlyList<ReadingClass> classes)
    {
        var ranks = classes.Select((one, place) => string.Create(
            CultureInfo.InvariantCulture, $"when '{Words.Of(one)}' then {classes.Count - place}"));
        return $"(case core.reading_class({row}.source, {row}.quality) {string.Join(' ', ranks)} end)";
    }
}
