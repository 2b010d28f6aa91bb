namespace Cer.Browser.Tests;

/// <summary>The member's own page on a phone with a slow line: what its first card takes, and what the others do.</summary>
public sealed class MemberPageTests(MemberWalk walk) : IClassFixture<MemberWalk>
{
    private const int Budget = 120 * 1024;

    [Fact]
    public void The_first_card_is_there_within_120_KB_on_the_wire() =>
        Assert.InRange(walk.Number("firstPaintBytes"), 30_000, Budget);

    [Fact]
    public void Charts_are_not_fetched_before_somebody_scrolls_to_them_and_then_they_are()
    {
        Assert.Equal(0, walk.Number("chartsBefore"));
        Assert.InRange(walk.Number("chartsAfter"), 1, 20);
    }

    [Fact]
    public void Every_card_says_what_it_is_for_also_for_a_member_of_whom_nothing_is_known_yet() => Empty("says");

    [Fact]
    public void A_card_that_fails_says_so_and_leaves_the_others_alone() => Empty("fails");

    [Fact]
    public void A_nickname_is_chosen_refused_with_a_reason_and_taken_back_by_the_keyboard_alone() => Empty("nickname");

    [Fact]
    public void Leaving_and_contesting_an_hour_open_their_request_filled_in() => Empty("asks");

    [Fact]
    public void Nothing_faults_in_the_console_and_axe_finds_no_serious_barrier()
    {
        Empty("console");
        Empty("axe");
        Empty("width");
    }

    [Fact]
    public void The_walk_came_to_its_end() => Empty("walk");

    private void Empty(string kind) => Assert.True(walk.Wrong(kind).Count == 0, string.Join('\n', walk.Wrong(kind)));
}
