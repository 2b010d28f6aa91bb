using Cer.Host.Data;
using Cer.Host.Market;
using Cer.Messaging.Influx;
using Cer.Operations.Series;
using Cer.Storage.Series;

namespace Cer.Host.Series;

/// <summary>What the server needs to write series to InfluxDB.</summary>
internal static class SeriesServices
{
    /// <summary>Adds the feeding; without a section influx the outbox is closed.</summary>
    public static IServiceCollection AddSeries(this IServiceCollection services, Settings settings) => services
        .AddSingleton<ISeriesOutbox, SeriesOutbox>()
        .AddSingleton(new SeriesWay(settings))
        .AddHostedService<SeriesService>();

    public static FeedSeries Feed(ISeriesOutbox outbox, InfluxOptions options) =>
        new(outbox, new InfluxSink(options, MarketServices.Http()));
}
