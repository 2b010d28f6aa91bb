using System.Globalization;
using Cer.Operations.Dashboards;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Hall;

/// <summary>What somebody declares of a point, as it was written; each field that is wrong is told by its name.</summary>
public sealed record PlaceForm(string? Name, string? Kind, decimal? ContractedKw, string? Opens, string? Closes)
{
    public const int LongestName = 100;
    public const int MostKw = 100_000;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>By field, what was found and what was expected; nothing when all is well.</summary>
    public IReadOnlyDictionary<string, string> Faults
    {
        get
        {
            var faults = new Dictionary<string, string>(StringComparer.Ordinal);
            if (NameOf is not { } name) faults["name"] = "Found no name, expected what people call the place.";
            else if (name.Length > LongestName)
                faults["name"] = $"Found {name.Length} characters, expected at most {LongestName}.";
            if (KindOf is null)
                faults["kind"] = "Found another kind, expected public_lighting, school, public_building or other.";
            if (ContractedKw is { } power && (power is <= 0 or > MostKw || power.Scale > 3))
                faults["contractedKw"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Found {power}, expected kW: more than 0, at most {MostKw}, at most three decimals.");
            var (opens, closes) = (Time(Opens), Time(Closes));
            if (Says(Opens) && opens is null) faults["opens"] = "Found another time, expected one such as 08:30.";
            if (Says(Closes) && closes is null) faults["closes"] = "Found another time, expected one such as 18:00.";
            if (Says(Opens) && !Says(Closes)) faults["closes"] = "Found no time, expected when it closes, as it says when it opens.";
            if (!Says(Opens) && Says(Closes)) faults["opens"] = "Found no time, expected when it opens, as it says when it closes.";
            if (opens is { } from && closes == from) faults["closes"] = "Found the time at which it opens, expected another.";
            return faults;
        }
    }

    /// <summary>What is declared of a point, by its code; to be asked when there is no fault.</summary>
    public PlaceTerms Of(string pod) => new(
        pod,
        NameOf,
        KindOf!.Value,
        ContractedKw,
        Time(Opens) is { } opens && Time(Closes) is { } closes ? (opens, closes) : null);

    private string? NameOf => Name?.Trim() is { Length: > 0 } name ? name : null;

    private PlaceKind? KindOf => Kind switch
    {
        "public_lighting" => PlaceKind.PublicLighting,
        "school" => PlaceKind.School,
        "public_building" => PlaceKind.PublicBuilding,
        "other" => PlaceKind.Other,
        _ => null,
    };

    private static bool Says(string? time) => !string.IsNullOrWhiteSpace(time);

    private static LocalTime? Time(string? time) =>
        Says(time) && Clock.Parse(time!.Trim()) is { Success: true, Value: var value } ? value : null;
}
