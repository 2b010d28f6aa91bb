using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Desk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Operations.Tests.Desk;

/// <summary>Whatever is done at the desk in whatever order, a point has one holder on a day and history stays.</summary>
public class DeskRulesTests
{
    private static readonly LocalDate Start = new(2026, 1, 1);
    private static readonly string[] Pods = [.. Enumerable.Range(1, 5).Select(i => $"IT999E0000010{i}")];

    private static EnergyCommunity Empty => new()
    {
        Name = "Prova",
        Kind = ConfigurationKind.Cer,
        PrimarySubstation = "AC999E00421",
        ConstitutedOn = Start,
        Members = [new("comune", "Comune", MemberCategory.LocalAuthority, false)],
        Pods = [new("IT999E00000001", "comune", Voltage.Low, Start, null)],
        Units = [],
    };

    [Fact]
    public void No_sequence_of_acts_gives_a_point_two_holders_on_a_day_or_takes_a_member_away() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (community, done) = (Empty, 0);
            for (var step = 0; step < 40; step++)
            {
                var faults = new List<FieldFault>();
                if (DeskRules.Apply(community, Any(random, community), [], faults) is not { } after)
                {
                    Assert.NotEmpty(faults);
                    continue;
                }

                Assert.Empty(faults);
                Assert.Equal(community.Members, after.Members.Take(community.Members.Count));
                Assert.Equal(after.Members.Count, after.Members.Select(member => member.Id).Distinct().Count());
                AssertOneHolder(after);
                // A day before the first that differs has the same holders.
                if (DeskDifference.Of(community, after).FirstDay is { } first)
                    Assert.Equal(Holders(community, first.PlusDays(-1)), Holders(after, first.PlusDays(-1)));
                (community, done) = (after, done + 1);
            }

            return done > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_point_that_ends_on_a_day_is_free_on_the_next_and_not_before()
    {
        var left = Done(Empty, new DeskAct.Leave("comune", null, new(2026, 3, 31)));
        Assert.Equal(new LocalDate(2026, 4, 1), DeskDifference.Of(Empty, left).FirstDay);
        Assert.Equal("pod_held", Fault(left, Enrol("IT999E00000001", new(2026, 3, 31))).Code);
        var joined = Done(left, Enrol("IT999E00000001", new(2026, 4, 1)));
        Assert.Equal(["membro-001"], Holders(joined, new(2026, 4, 1)).Select(one => one.Member));
        Assert.Equal(["comune"], Holders(joined, new(2026, 3, 31)).Select(one => one.Member));
    }

    [Fact]
    public void Who_leaves_with_all_points_takes_along_those_that_have_not_begun()
    {
        var one = Done(Empty, Enrol(Pods[0], new(2026, 2, 1)));
        var two = Done(one, new DeskAct.AddPoint("membro-001", new(Pods[1], Voltage.Low), new(2026, 9, 1)));
        var left = Done(two, new DeskAct.Leave("membro-001", null, new(2026, 6, 30)));
        Assert.Equal(
            [(Pods[0], new LocalDate(2026, 2, 1), (LocalDate?)new LocalDate(2026, 6, 30))],
            left.Pods.Where(point => point.Member == "membro-001").Select(point => (point.Pod, point.From, point.To)));
        Assert.Equal(new LocalDate(2026, 7, 1), DeskDifference.Of(two, left).FirstDay);
        // One that has not begun is not left by itself, nor by who has no other.
        Assert.Equal("before_its_first", Fault(two, new DeskAct.Leave("membro-001", Pods[1], new(2026, 6, 30))).Code);
        Assert.Equal("before_its_first", Fault(one, new DeskAct.Leave("membro-001", null, new(2026, 1, 31))).Code);
    }

    [Fact]
    public void A_moved_point_is_the_formers_to_the_day_before()
    {
        var two = Done(Empty, Enrol(Pods[0], new(2026, 2, 1)));
        var moved = Done(two, new DeskAct.Move(Pods[0], "comune", new(2026, 5, 10)));
        Assert.Equal(
            [("membro-001", new LocalDate(2026, 2, 1), (LocalDate?)new LocalDate(2026, 5, 9)), ("comune", new(2026, 5, 10), null)],
            moved.Pods.Where(point => point.Pod == Pods[0]).Select(point => (point.Member, point.From, point.To)));
        Assert.Equal(new LocalDate(2026, 5, 10), DeskDifference.Of(two, moved).FirstDay);
    }

    [Theory]
    [InlineData("2025-12-31", null, "day", "before_start")]
    [InlineData("2026-02-01", "AC999E00999", "substation", "substation_other")]
    public void What_does_not_fit_the_configuration_is_told_at_its_field(string from, string? substation, string field, string code)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value;
        var act = new DeskAct.Enrol([Enrol(Pods[0], day).Members[0] with { Substation = substation }]);
        Assert.Equal((field, code), (Fault(Empty, act).Field, Fault(Empty, act).Code));
    }

    [Fact]
    public void A_code_that_somebody_had_is_not_given_again()
    {
        var faults = new List<FieldFault>();
        var after = DeskRules.Apply(Empty, Enrol(Pods[0], Start), ["comune", "membro-041"], faults)!;
        Assert.Equal("membro-042", after.Members[^1].Id);
    }

    private static DeskAct.Enrol Enrol(string pod, LocalDate from) =>
        new([new("Famiglia inventata", MemberCategory.NaturalPerson, false, [new(pod, Voltage.Low)], from)]);

    private static EnergyCommunity Done(EnergyCommunity community, DeskAct act)
    {
        var faults = new List<FieldFault>();
        var after = DeskRules.Apply(community, act, [], faults);
        Assert.Empty(faults);
        return after!;
    }

    private static FieldFault Fault(EnergyCommunity community, DeskAct act)
    {
        var faults = new List<FieldFault>();
        Assert.Null(DeskRules.Apply(community, act, [], faults));
        return Assert.Single(faults);
    }

    private static DeskAct Any(Random random, EnergyCommunity community)
    {
        var member = community.Members[random.Next(community.Members.Count)].Id;
        var pod = Pods[random.Next(Pods.Length)];
        var day = Start.PlusDays(random.Next(-5, 120));
        return random.Next(4) switch
        {
            0 => Enrol(pod, day),
            1 => new DeskAct.AddPoint(member, new(pod, Voltage.Low), day),
            2 => new DeskAct.Leave(member, random.Next(2) == 0 ? null : pod, day),
            _ => new DeskAct.Move(pod, member, day),
        };
    }

    private static void AssertOneHolder(EnergyCommunity community)
    {
        foreach (var pod in community.Pods.Select(point => point.Pod).Distinct())
        {
            for (var day = Start.PlusDays(-6); day < Start.PlusDays(130); day = day.PlusDays(1))
                Assert.True(community.Pods.Count(point => point.Pod == pod && point.Covers(day)) <= 1, $"Two holders on {day}.");
        }

        Assert.All(community.Pods, point => Assert.True(point.From >= Start && (point.To is not { } last || last >= point.From)));
    }

    private static (string Pod, string Member)[] Holders(EnergyCommunity community, LocalDate day) =>
        [.. community.Pods.Where(point => point.Covers(day)).Select(point => (point.Pod, point.Member)).Order()];
}
