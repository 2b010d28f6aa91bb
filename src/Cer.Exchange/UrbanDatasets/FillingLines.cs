using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Readings that count only where nothing is known of their quarter, as an open message.</summary>
public static class FillingLines
{
    public static OpenMessage Of(string device, IEnumerable<(Reading Reading, IReadOnlyList<string> Warnings)> readings) =>
        OpenMessage.Of(readings.Select((line, i) =>
            new Candidate(i + 1, line.Warnings) { Device = device, Reading = line.Reading, Fills = true }));
}
