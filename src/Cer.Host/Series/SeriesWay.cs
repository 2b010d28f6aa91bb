using Cer.Host.Data;
using Cer.Messaging.Influx;

namespace Cer.Host.Series;

/// <summary>Where series go, or why the section influx cannot be used; neither without one.</summary>
internal sealed class SeriesWay
{
    public SeriesWay(Settings settings)
    {
        try
        {
            Options = settings.Influx is { } influx ? InfluxWay.Of(influx, settings.Folder ?? ".") : null;
        }
        catch (UserFault fault)
        {
            Problem = fault.Message;
        }
    }

    public InfluxOptions? Options { get; }

    public string? Problem { get; }
}
