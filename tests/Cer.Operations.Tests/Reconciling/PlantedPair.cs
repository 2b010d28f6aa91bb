using Cer.Operations.Reconciling;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>Two causes in one month.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Month">The month of the town's year.</param>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
internal sealed record PlantedPair(string Name, int Month, PlantedCause First, PlantedCause Second)
{
    public static IReadOnlyList<PlantedPair> All { get; } =
    [
        new("a missing point and another zone", 4, PlantedCause.Missing("IT999E00000404"), PlantedCause.Zone),
        new("two missing points", 5, PlantedCause.Missing("IT999E00000404"), PlantedCause.Missing("IT999E00000501")),
        new("another day and another bracket", 3, PlantedCause.From("IT999E00000407", 12), PlantedCause.Bracket("UP-MUNICIPIO", 70, 110)),
        new("another zone and another bracket", 6, PlantedCause.Zone, PlantedCause.Bracket("UP-MUNICIPIO", 70, 110)),
        new("two brackets", 7, PlantedCause.Bracket("UP-SCUOLA", 60, 100), PlantedCause.Bracket("UP-MUNICIPIO", 70, 110)),
        new("a profile and another zone", 2, PlantedCause.Profile("IT999E00000501"), PlantedCause.Zone),
        new("nobody exempt and a missing point", 9, PlantedCause.NobodyExempt, PlantedCause.Missing("IT999E00000404")),
        new("cents by the hour and a missing point", 10, PlantedCause.CentsByTheHour, PlantedCause.Missing("IT999E00000404")),
        new("nobody exempt and another zone", 8, PlantedCause.NobodyExempt, PlantedCause.Zone),
        new("another day and a missing point", 11, PlantedCause.From("IT999E00000407", 20), PlantedCause.Missing("IT999E00000501")),
    ];

    public OtherHand Truth => new OtherHand(Month).Compute();

    /// <summary>The month with one, the other, or both.</summary>
    public OtherHand With(params PlantedCause[] causes) => PlantedCause.Hand(Month, causes);

    public StatedMonth Stated => new(Month, With(First, Second))
    {
        Profiled = new[] { First, Second }.Where(one => one.Kind == CauseKind.ProfiledPod).Select(one => one.Point!).ToHashSet(),
    };
}
