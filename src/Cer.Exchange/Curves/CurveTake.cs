using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>Gathers the days of one upload; parts of one day are put together, and two values of one quarter are a fault.</summary>
internal sealed class CurveTake(Pod? given)
{
    private readonly Dictionary<(string Pod, LocalDate Day), CurveDay> _days = [];

    // The quarters that something has told which says that it replaces: it stands wherever in the upload it comes.
    private readonly Dictionary<(string Pod, LocalDate Day), bool[]> _replaced = [];
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
        var key = (pod.Code, day);
        var before = _replaced.GetValueOrDefault(key);
        if (!_days.TryGetValue(key, out var known))
        {
            if (_days.Count >= CurveLimits.Days)
            {
                Faults.Add(file, line, "row", "one day more", $"at most {CurveLimits.Days} days in a file");
                return;
            }

            _days.Add(key, new(pod, day, quarters, quality, file, line));
        }
        else if (Merge(known, quarters, quality, replaces, before) is { } together)
        {
            if (replaces) Warn(file, line, "day", $"replaces {QuarterLayout.Text(day)} of {known.File}:{known.Line}");
            _days[key] = together;
        }
        else
        {
            Faults.Add(
                file, line, "day", $"another value for a quarter of {QuarterLayout.Text(day)} that {known.File}:{known.Line} tells",
                "one value for a quarter");
            return;
        }

        if (replaces) _replaced[key] = [.. quarters.Select((value, i) => value >= 0 || before?[i] == true)];
    }

    /// <summary>Two parts of a day put together; null when they contradict each other and none replaces the other.</summary>
    private static CurveDay? Merge(CurveDay known, long[] quarters, Quality quality, bool replaces, bool[]? replaced)
    {
        var together = new long[quarters.Length];
        var qualities = new Quality[quarters.Length];
        for (var i = 0; i < quarters.Length; i++)
        {
            var (old, now) = (known.Quarters[i], quarters[i]);
            var isTaken = now >= 0 && (old < 0 || replaces);
            if (old >= 0 && now >= 0 && !replaces && replaced?[i] != true)
            {
                if (old != now) return null;
                qualities[i] = quality > known.QualityOf(i) ? quality : known.QualityOf(i);
            }
            else qualities[i] = isTaken ? quality : known.QualityOf(i);
            together[i] = isTaken ? now : old;
        }

        var told = Enumerable.Range(0, together.Length).Where(i => together[i] >= 0).Select(i => qualities[i]).Distinct().ToList();
        return known with
        {
            Quarters = together,
            Quality = told.Count == 0 ? known.Quality : told.Max(),
            Qualities = told.Count > 1 ? qualities : null,
        };
    }
}
