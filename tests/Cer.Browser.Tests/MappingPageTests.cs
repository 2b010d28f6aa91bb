namespace Cer.Browser.Tests;

/// <summary>The setup page of the collectors, by the keyboard as a technician works with it, on a phone and on a desktop.</summary>
public sealed class MappingPageTests(Technician technician) : IClassFixture<Technician>
{
    [Theory]
    [InlineData("proposed")]
    [InlineData("searched")]
    [InlineData("left out")]
    [InlineData("checked")]
    [InlineData("confirmed")]
    [InlineData("undone")]
    [InlineData("away")]
    public void The_way_of_a_technician_reaches(string chapter) =>
        Assert.True(technician.Told("shown").Contains(chapter), string.Join('\n', technician.Told("wrong")));

    [Fact]
    public void Nothing_on_the_way_was_other_than_expected() => Empty("wrong");

    [Fact]
    public void The_page_faults_nowhere_in_the_console() => Empty("console");

    [Fact]
    public void The_page_has_no_serious_barrier_that_axe_finds() => Empty("axe");

    [Fact]
    public void The_page_scrolls_sideways_on_no_screen() => Empty("width");

    [Fact]
    public void The_page_shows_no_code_and_no_word_of_the_other_language() => Empty("words");

    private void Empty(string kind) => Assert.True(technician.Told(kind).Count == 0, string.Join('\n', technician.Told(kind)));
}
