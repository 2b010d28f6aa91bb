namespace Cer.Browser.Tests;

/// <summary>The boards of the real server in a real browser, in places where pages break.</summary>
public sealed class BoardWalkTests(BoardWalk walk) : IClassFixture<BoardWalk>
{
    [Fact]
    public void The_walk_went_to_its_end() => Empty("wrong");

    [Fact]
    public void At_200_percent_no_board_scrolls_sideways_and_every_control_can_be_used() => Empty("zoom", 9);

    [Fact]
    public void Where_no_motion_is_wanted_nothing_moves() => Empty("motion", 3);

    [Fact]
    public void The_fault_of_a_panel_shows_in_it_alone_and_that_of_a_board_leaves_the_page() => Empty("fault", 2);

    [Fact]
    public void A_period_that_is_none_gives_way_to_the_boards_own_with_a_word() => Empty("period", 8);

    [Fact]
    public void Tiles_and_tables_give_files_and_one_that_was_cut_says_so()
    {
        Empty("file");
        Assert.All(["stat", "table", "timeseries"], kind => Assert.True(walk.Seen($"file {kind}") > 0, kind));
        Assert.All(["stat", "timeseries"], kind => Assert.True(walk.Seen($"picture {kind}") > 0, kind));
    }

    [Fact]
    public void What_is_invented_says_so_to_everybody_in_the_hall_and_inside_other_pages() => Empty("invented", 8);

    private void Empty(string kind, int least = 0)
    {
        Assert.True(walk.Wrong(kind).Count == 0, string.Join('\n', walk.Wrong(kind)));
        Assert.InRange(walk.Seen(kind), least, int.MaxValue);
    }
}
