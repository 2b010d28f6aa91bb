using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Gathers the days of one upload; parts of one day are put together, and two values of one quarter are a fault.</summary>
internal sealed class CurveTake(Pod? given)
{
    private readonly Dictionary<(string Pod, LocalDate Day), CurveDay> _days = [];
    private readonly List<CurveWarning> _warnings = [];
    private int _confirmations;

    /// <summary>The point that the sender named, for files that name none.</summary>
    public Pod? Given { get; } = given;

    public FaultList Faults { get; } = new();

    /// <summary>Whether enough is wrong to stop.</summary>
    public bool IsOver => Faults.Faults.Count >= CurveLimits.Faults;

    public CurveFile Done() => new(
        [.. _days.Values.OrderBy(day => day.Pod.Code, StringComparer.Ordinal).ThenBy(day => day.Day)], Faults, _warnings);

    public void Warn(string file, long line, string field, string sentence, bool confirm = false)
    {
        // Those that ask for an answer are never left out.
        if (confirm ? _confirmations++ < CurveLimits.Warnings : _warnings.Count < CurveLimits.Warnings)
            _warnings.Add(new(file, line, field, sentence, confirm));
    }

    /// <param name="pod">The point.</param>
    /// <param name="day">The day.</param>
    /// <param name="quarters">As many as the day has.</param>
    /// <param name="quality">How they came to be known.</param>
    /// <param name="replaces">Whether it says that it replaces what stands before it.</param>
    /// <param name="file">The file.</param>
    /// <param name="line">Its line.</param>
    public void Add(Pod pod, LocalDate day, long[] quarters, Quality quality, bool replaces, string file, long line)
    {
        if (!_days.TryGetValue((pod.Code, day), out var known))
        {
            if (_days.Count >= CurveLimits.Days)
                Faults.Add(file, line, "row", "one day more", $"at most {CurveLimits.Days} days in a file");
            else _days.Add((pod.Code, day), new(pod, day, quarters, quality, file, line));
            return;
        }

        var together = new long[quarters.Length];
        for (var i = 0; i < quarters.Length; i++)
        {
            var (old, now) = (known.Quarters[i], quarters[i]);
            if (old >= 0 && now >= 0 && old != now && !replaces)
            {
                Faults.Add(
                    file, line, "day", $"another value for a quarter of {QuarterLayout.Text(day)} that {known.File}:{known.Line} tells",
                    "one value for a quarter");
                return;
            }

            together[i] = now >= 0 ? now : old;
        }

        if (replaces) Warn(file, line, "day", $"replaces {QuarterLayout.Text(day)} of {known.File}:{known.Line}");
        _days[(pod.Code, day)] = known with { Quarters = together, Quality = quality > known.Quality ? quality : known.Quality };
    }
}
