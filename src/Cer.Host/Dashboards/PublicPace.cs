using System.Net;

namespace Cer.Host.Dashboards;

/// <summary>How often an address may ask for what is shown to everybody: enough for a town hall, too little for a flood.</summary>
internal sealed class PublicPace(TimeProvider time)
{
    public const int MostInAMinute = 300;
    private const int MostAddresses = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private long _began = time.GetTimestamp();

    /// <summary>Counts a call; false when it is one too many.</summary>
    public bool Take(IPAddress? address)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_began) >= TimeSpan.FromMinutes(1) || _counts.Count >= MostAddresses)
            {
                _counts.Clear();
                _began = time.GetTimestamp();
            }

            var key = address ?? IPAddress.None;
            return (_counts[key] = _counts.GetValueOrDefault(key) + 1) <= MostInAMinute;
        }
    }
}
