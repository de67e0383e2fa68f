"""What a visitor finds without signing in."""


def test_a_visitor_reads_the_front_page_the_council_and_published_minutes(visit):
    visitor = visit()
    visitor.open("/").sees("Решения, которые можно проверить", "17 декабря")
    visitor.follow("Заседание № 4-2026").sees("О барьерах при экспорте медицинских изделий")
    visitor.follow("Текст протокола").sees("ЭКСПОРТНЫЙ СОВЕТ ПРИ ГУБЕРНАТОРЕ")
    visitor.open("/council/").sees("Долматова")
    visitor.open("/meetings/").sees("№ 4")
    visitor.open("/assignments/").sees("срок")


def test_an_unknown_address_is_a_page_in_the_look_of_the_site(visit):
    visit().open("/nowhere", status=404).sees("Такой страницы нет")
