using Cer.Domain.Codes;

namespace Cer.Settlement.Closing;

/// <summary>The least certain quality of each hour of each series; an hour nothing was noted of is measured.</summary>
public sealed class HourQualities
{
    private readonly Dictionary<(int Pod, int Unit, long Hour), Quality> _worst = [];

    /// <summary>Notes a reading of a series.</summary>
    /// <param name="pod">Place of the point.</param>
    /// <param name="unit">Place of the unit; negative for what the point withdraws.</param>
    /// <param name="hour">The hour, since the Unix epoch.</param>
    /// <param name="quality">Of the reading.</param>
    public void Note(int pod, int unit, long hour, Quality quality)
    {
        if (quality == Quality.Measured) return;
        var key = (pod, unit, hour);
        if (_worst.GetValueOrDefault(key) < quality) _worst[key] = quality;
    }

    public Quality Of(int pod, int unit, long hour) => _worst.GetValueOrDefault((pod, unit, hour));
}
