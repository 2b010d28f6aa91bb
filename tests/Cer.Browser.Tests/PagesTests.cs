namespace Cer.Browser.Tests;

/// <summary>Every page of the real server in a real browser: phone and desktop, light and dark, both languages.</summary>
public sealed class PagesTests(Walk walk) : IClassFixture<Walk>
{
    // 54 pages of the staff, 5 of a member, 4 of one who acts for another, the door and what stands before it: each in four looks.
    private const int Looks = 4 * (54 + 5 + 4 + 4);

    [Fact]
    public void Every_page_was_visited_in_every_look() => Assert.Equal(Looks, walk.Visited);

    [Fact]
    public void Who_was_invited_enters_by_the_link_and_again_with_the_password() => Empty("enter");

    [Fact]
    public void Every_page_says_what_it_is_for() => Empty("says");

    [Fact]
    public void No_page_shows_a_code_or_a_word_of_the_other_language() => Empty("words");

    [Fact]
    public void No_page_faults_in_the_console() => Empty("console");

    [Fact]
    public void No_page_has_a_serious_barrier_that_axe_finds() => Empty("axe");

    [Fact]
    public void No_page_scrolls_sideways_nor_at_200_and_400_percent() => Empty("width");

    [Fact]
    public void Who_asks_for_less_motion_sees_none() => Empty("motion");

    [Fact]
    public void The_keyboard_alone_leads_everywhere() => Empty("keyboard");

    [Fact]
    public void The_first_load_stays_below_150_KB_on_the_wire() => Assert.InRange(walk.FirstLoad, 10_000, 150 * 1024);

    private void Empty(string kind) => Assert.True(walk.Wrong(kind).Count == 0, string.Join('\n', walk.Wrong(kind)));
}
