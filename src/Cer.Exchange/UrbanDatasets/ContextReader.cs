using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Reads the context of an UrbanDataset: who made it, when, and by which clock.</summary>
internal static class ContextReader
{
    private static readonly string[] ContextMembers =
        ["producer", "timeZone", "timestamp", "coordinates", "language", "note"];
    private static readonly string[] ProducerMembers = ["id", "schemeID"];
    private static readonly string[] CoordinatesMembers = ["format", "latitude", "longitude", "height"];

    public static (string Producer, Offset Offset, Instant GeneratedAt) Read(ref JsonCursor json)
    {
        string producer = "", zone = "", timestamp = "";
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(ContextMembers, ref seen, out var member))
        {
            if (member == "producer") producer = json.TextOf(ProducerMembers, "id");
            else if (member == "coordinates") ReadCoordinates(ref json);
            else if (member == "timeZone") zone = json.Text();
            else if (member == "timestamp") timestamp = json.Text();
            else json.Text();
        }

        json.Require(ContextMembers, seen, "producer", "timeZone", "timestamp", "coordinates");
        if (!TimeZoneText.TryParse(zone, out var offset))
            throw json.Refuse($"timeZone: found {Quoted.InSentence(zone)}, expected {TimeZoneText.Form}");
        return LocalTimeText.TryParse(timestamp, offset, out var at)
            ? (producer, offset, at)
            : throw json.Refuse($"timestamp: found {Quoted.InSentence(timestamp)}, expected {LocalTimeText.Form}");
    }

    public static void ReadCoordinates(ref JsonCursor json)
    {
        var seen = 0u;
        json.EnterObject();
        while (json.NextMember(CoordinatesMembers, ref seen, out var member))
        {
            if (member == "format") json.Text();
            else json.Number();
        }

        json.Require(CoordinatesMembers, seen, "latitude", "longitude");
    }
}
