using System.Diagnostics.CodeAnalysis;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Chain2;

/// <summary>Turns a quarter-hour frame into readings: of its quarter, and of the one before where that was lost.</summary>
/// <remarks>
/// CF1 to CF4 are of the exchange meter, CF101 and CF103 of the production meter, in Wh. MeasurePosixTimestamp is the end
/// of the quarter. The quarter before is told by PrevQuart…; its totals are those of this frame less its energy, which is
/// what its own frame had. Two lost quarters cannot be rebuilt: the sum is known, and is told as a warning.
/// </remarks>
public static class Chain2Quarters
{
    private const int Minutes = 15;
    private static readonly Duration Quarter = Duration.FromMinutes(Minutes);

    public static bool TryOpen(
        Chain2Frame frame,
        RegisteredDevice device,
        Instant now,
        [NotNullWhen(true)] out OpenMessage? opened,
        [NotNullWhen(false)] out string? refusal)
    {
        opened = null;
        if (Period(frame.Fields, now, out var end) is { } problem)
        {
            refusal = problem;
            return false;
        }

        var meter = frame.Meter ?? (frame.IsOfProduction ? MeterRole.Production : device.Only ?? MeterRole.Exchange);
        if (frame.IsOfProduction && meter != MeterRole.Production)
        {
            refusal = $"Chain2Data.Meter: found M1 with {frame.Type}, expected M2";
            return false;
        }

        string? wrong = null;
        var current = Reading(frame.Fields, device.Pod, meter, end - Quarter, ref wrong);
        var before = Before(frame.Fields, current, ref wrong);
        if (wrong is null && current is { Injected: null, Withdrawn: null, Produced: null })
            wrong = meter == MeterRole.Production
                ? "CurrQuartProdActEnergy: found none, expected the energy of the production meter"
                : "CurrQuartActEnergy: found none, expected the energy of the quarter";
        if (wrong is not null)
        {
            refusal = wrong;
            return false;
        }

        refusal = null;
        List<Candidate> lines = [new(1, []) { Device = frame.Device, Reading = current }];
        if (before is not null) lines.Add(new(2, []) { Device = frame.Device, Reading = before, Fills = true });
        opened = OpenMessage.Of(lines);
        return true;
    }

    private static string? Period(Chain2Fields fields, Instant now, out Instant end)
    {
        const string Name = "MeasurePosixTimestamp";
        if (!fields.TryTime(Name, out end, out var problem)) return problem;
        // A meter may name the last second of what it measured, as it does for a day.
        var past = end.ToUnixTimeSeconds() % (Minutes * 60);
        if (past == (Minutes * 60) - 1) end += Duration.FromSeconds(1);
        else if (past != 0)
            return $"{Name}: found {InstantPattern.General.Format(end)}, expected the end of a quarter of an hour";
        if (end > now + UrbanDatasetLimits.ClockTolerance) return $"{Name}: found a time still to come, expected one past";
        return end < UrbanDatasetLimits.Oldest ? $"{Name}: found a time before the year 2000, expected a later one" : null;
    }

    private static Reading Reading(Chain2Fields fields, Pod pod, MeterRole meter, Instant start, ref string? problem)
    {
        var reading = new Reading { Pod = pod, Meter = meter, Start = start, Minutes = Minutes };
        var given = fields.Quarter("CurrQuartProdActEnergy", ref problem);
        var total = fields.Total("TotalProdActEnergy", ref problem);
        if (meter == MeterRole.Production) return reading with { Produced = given, ProducedTotal = total };
        return reading with
        {
            Injected = given,
            InjectedTotal = total,
            Withdrawn = fields.Quarter("CurrQuartActEnergy", ref problem),
            WithdrawnTotal = fields.Total("TotalActEnergy", ref problem),
        };
    }

    /// <summary>The quarter before; null when the frame says nothing of it.</summary>
    private static Reading? Before(Chain2Fields fields, Reading current, ref string? problem)
    {
        var given = fields.Quarter("PrevQuartProdActEnergy", ref problem);
        var taken = fields.Quarter("PrevQuartActEnergy", ref problem);
        var before = current with
        {
            Start = current.Start - Quarter,
            Injected = null,
            InjectedTotal = Less(current.InjectedTotal, current.Injected),
            Withdrawn = null,
            WithdrawnTotal = Less(current.WithdrawnTotal, current.Withdrawn),
            Produced = null,
            ProducedTotal = Less(current.ProducedTotal, current.Produced),
        };
        if (current.Meter == MeterRole.Production) return given is null ? null : before with { Produced = given };
        return given is null && taken is null ? null : before with { Injected = given, Withdrawn = taken };
    }

    private static Energy? Less(Energy? total, Energy? amount) => total is { } all && amount is { } part && all >= part
        ? Energy.FromMicroKilowattHours(all.MicroKilowattHours - part.MicroKilowattHours)
        : null;
}
