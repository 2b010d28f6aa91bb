using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Settling;

/// <summary>
/// The hash of a settlement's inputs as a tree: of a day over its readings by the hour, its prices, and who holds which
/// point; of a month over its days; of a run over its months, the definition and the rules.
/// </summary>
/// <remarks>It is of values, not of rows: an hour given whole and the same hour given by quarters are the same input.</remarks>
internal sealed class DayHashes : IDisposable
{
    private const int MostHoursOfDay = 25;
    private const long Missing = -1;

    private readonly SettlementInput _input;
    private readonly MarketZone[] _zones;
    private readonly byte[][] _pods;
    private readonly PodMembership[][] _memberships;
    private readonly Dictionary<string, byte[]> _members;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _hours = new byte[MostHoursOfDay * sizeof(long)];

    public DayHashes(SettlementInput input)
    {
        _input = input;
        _zones = [.. input.Community.Units.Select(unit => unit.Zone).Distinct().Order()];
        var memberships = input.Community.Pods.ToLookup(membership => membership.Pod, StringComparer.Ordinal);
        _pods = [.. input.Readings.Pods.Select(Line)];
        _memberships = [.. input.Readings.Pods.Select(pod => memberships[pod].ToArray())];
        _members = input.Community.Members.ToDictionary(member => member.Id, member => Line(member.Id), StringComparer.Ordinal);
    }

    /// <summary>The hash of a day of a month that is loaded.</summary>
    public byte[] Of(MarketMonth month, LocalDate day)
    {
        var from = (int)(MarketMonth.HourOf(day) - month.FirstHour);
        var to = day == month.LastDay ? month.HourCount : (int)(MarketMonth.HourOf(day.PlusDays(1)) - month.FirstHour);
        _hash.AppendData(Line(LocalDatePattern.Iso.Format(day)));
        for (var pod = 0; pod < _pods.Length; pod++)
        {
            if (Array.Find(_memberships[pod], membership => membership.Covers(day)) is not { } holder) continue;
            _hash.AppendData(_pods[pod]);
            _hash.AppendData(_members[holder.Member]);
            var point = _input.Readings.Find(month, pod);
            Append(point?.Withdrawn, from, to);
            for (var slot = 0; slot < _input.Readings.UnitsOf(pod).Length; slot++) Append(point?.Injected[slot], from, to);
        }

        foreach (var zone in _zones)
            for (var hour = from; hour < to; hour++) Append(_input.Prices.At(zone, month.FirstHour + hour));
        return _hash.GetHashAndReset();
    }

    /// <summary>The hash of a run.</summary>
    /// <param name="days">The hash of each day of its months.</param>
    /// <param name="texts">Names and contents of the definition and of the rule files.</param>
    public static byte[] Root(IEnumerable<(LocalDate Day, byte[] Hash)> days, IEnumerable<(string Name, string Text)> texts)
    {
        using var run = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts)
        {
            run.AppendData(Line(name));
            run.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        foreach (var month in days.GroupBy(day => MarketMonth.Of(day.Day)).OrderBy(month => month.Key))
        {
            run.AppendData(Line(month.Key.ToString()));
            run.AppendData(SHA256.HashData([.. month.OrderBy(day => day.Day).SelectMany(day => day.Hash)]));
        }

        return run.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private void Append(MeteredSeries? series, int from, int to)
    {
        for (var hour = from; hour < to; hour++)
        {
            var amount = series is not null && series.IsKnown(hour) ? series.Amounts[hour] : Missing;
            BinaryPrimitives.WriteInt64LittleEndian(_hours.AsSpan((hour - from) * sizeof(long)), amount);
        }

        _hash.AppendData(_hours.AsSpan(0, (to - from) * sizeof(long)));
    }

    private void Append(decimal? price)
    {
        Span<byte> bytes = stackalloc byte[17];
        bytes.Clear();
        if (price is { } known)
        {
            // Dividing by one with every decimal strips trailing zeros: equal prices have equal bytes.
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(known / 1.0000000000000000000000000000m, bits);
            bytes[16] = 1;
            for (var i = 0; i < 4; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * 4)..], bits[i]);
        }

        _hash.AppendData(bytes);
    }
}
