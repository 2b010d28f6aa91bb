using System.Globalization;

namespace Cer.Host.Devices;

/// <summary>Where the private broker of a data folder stands, as ops/broker.sh made it.</summary>
internal sealed class BrokerFolder(string data)
{
    private readonly string _elsewhere = System.IO.Path.Combine(data, "broker-location");

    private string Path => File.Exists(_elsewhere)
        ? File.ReadAllText(_elsewhere).Trim()
        : System.IO.Path.Combine(data, "broker");

    public string Configuration => System.IO.Path.Combine(Path, "mosquitto.conf");

    public string Passwords => System.IO.Path.Combine(Path, "passwords");

    public string Access => System.IO.Path.Combine(Path, "access");

    public string Lock => System.IO.Path.Combine(Path, ".lock");

    /// <summary>Whether the configuration was changed after the broker had begun.</summary>
    public bool IsConfiguredSince => File.GetLastWriteTimeUtc(Configuration) > File.GetLastWriteTimeUtc(PidFile);

    private string PidFile => System.IO.Path.Combine(data, "broker.pid");

    /// <summary>The broker that reads these files; never a process that took a dead one's number.</summary>
    public int? RunningBroker()
    {
        try
        {
            var pid = int.Parse(File.ReadAllText(PidFile).Trim(), CultureInfo.InvariantCulture);
            var words = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline")).Split('\0');
            return pid > 1 && words[0].EndsWith("mosquitto", StringComparison.Ordinal) && words.Contains(Configuration)
                ? pid
                : null;
        }
        catch (Exception missing) when (missing is IOException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
